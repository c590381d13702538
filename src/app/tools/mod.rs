//! What a press on the page does: one tool, one file.

/// The tool at the hand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Tool {
    /// Selects, moves and resizes blocks.
    #[default]
    Select,
    /// Puts the caret into the page's text.
    Text,
    /// Draws an article or text frame.
    Frame,
    /// Draws a picture block.
    Picture,
    /// Moves a picture inside its frame.
    Crop,
    /// Draws a rule.
    Rule,
    /// Draws a box.
    Box,
    /// Places guides.
    Guide,
    /// Moves the page under the window.
    Hand,
}

impl Tool {
    /// All of them, in the order of the tool bar.
    pub const ALL: [Self; 9] = [
        Self::Select,
        Self::Text,
        Self::Frame,
        Self::Picture,
        Self::Crop,
        Self::Rule,
        Self::Box,
        Self::Guide,
        Self::Hand,
    ];
}
