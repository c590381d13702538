//! The one table of what the window can do. Menus, tool bar, palette, tooltips and the sheet of shortcuts are made from
//! it; what changes the edition goes on as a command of `edit::COMMANDS`.

use super::desk::Desk;
use super::theme::Icon;
use super::tools::Tool;
use crate::finding::Language;
use crate::model::BlockKind;

/// Where an action stands among the menus.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    /// 文件.
    File,
    /// 编辑.
    Edit,
    /// 视图.
    View,
    /// 版面.
    Page,
    /// 对象: what is selected.
    Item,
    /// 工具.
    Tools,
    /// 窗口.
    Window,
    /// 帮助.
    Help,
}

impl Menu {
    /// All of them, as they stand in the menu bar.
    pub const ALL: [Self; 8] =
        [Self::File, Self::Edit, Self::View, Self::Page, Self::Item, Self::Tools, Self::Window, Self::Help];
}

/// When an action can be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// At any time.
    Always,
    /// With an edition open.
    Open,
    /// With unsaved changes.
    Changed,
    /// With a page before the eye.
    Page,
    /// With plates of spot inks, as PDF/X-4 has them.
    Spots,
    /// With something to undo.
    Undo,
    /// With something to redo.
    Redo,
    /// With a selection.
    Selection,
    /// With one article or text frame selected.
    Text,
    /// With one article selected.
    Article,
    /// With one article selected that is over or short.
    Misfit,
    /// With one block selected that shows a story.
    Story,
}

impl When {
    /// Whether that is so.
    #[must_use]
    pub fn holds(self, desk: Option<&Desk>) -> bool {
        let Some(desk) = desk else { return self == Self::Always };
        let kind = || desk.selected().map(|(_, b)| &b.kind);
        let (entries, at) = desk.session().history().entries();
        match self {
            Self::Always | Self::Open => true,
            Self::Changed => desk.is_changed(),
            Self::Page => desk.page().is_some(),
            Self::Spots => desk.page().is_some() && !desk.session().spot_plates().is_empty(),
            Self::Undo => at > 0 || desk.session().history().gesture().is_some(),
            Self::Redo => at + 1 < entries.len(),
            Self::Selection => !desk.view.selection.is_empty(),
            Self::Text => matches!(kind(), Some(BlockKind::Article(_) | BlockKind::TextFrame(_))),
            Self::Article => matches!(kind(), Some(BlockKind::Article(_))),
            Self::Misfit => {
                Self::Article.holds(Some(desk)) && desk.selected().is_some_and(|(_, b)| desk.is_misfit(&b.id))
            }
            Self::Story => desk.selected().and_then(|(_, b)| desk.story_of(b)).is_some(),
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// Which.
    pub id: ActionId,
    /// Its name in the file of shortcuts.
    pub name: &'static str,
    /// Its label in Chinese.
    pub zh: &'static str,
    /// Its label in English.
    pub en: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Its shortcut unless the editor chose another; empty for none.
    pub keys: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// A separator stands in the menu where this changes.
    pub group: u8,
    /// When it can be done.
    pub when: When,
}

impl Action {
    /// Its label.
    #[must_use]
    pub const fn label(&self, language: Language) -> &'static str {
        language.pick(self.zh, self.en)
    }
}

macro_rules! actions {
    ($($id:ident $name:literal $zh:literal $en:literal $icon:ident $keys:literal $menu:ident $group:literal $when:ident;)*) => {
        /// Something the window can do.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum ActionId {
            $(#[doc = $en] $id,)*
        }

        /// Every action.
        pub const ACTIONS: &[Action] = &[$(Action {
            id: ActionId::$id,
            name: $name,
            zh: $zh,
            en: $en,
            icon: Icon::$icon,
            keys: $keys,
            menu: Menu::$menu,
            group: $group,
            when: When::$when,
        },)*];
    };
}

actions! {
    NewEdition "new-edition" "新建一期…" "New edition…" FilePlus "Ctrl+N" File 0 Always;
    OpenEdition "open-edition" "打开…" "Open…" FolderOpen "Ctrl+O" File 0 Always;
    Save "save" "保存" "Save" Save "Ctrl+S" File 1 Changed;
    CloseEdition "close-edition" "关闭本期" "Close edition" House "Ctrl+W" File 1 Open;
    ImportFiles "import" "导入稿件和图片…" "Import copy and photos…" FileDown "Ctrl+I" File 2 Open;
    Export "export" "输出…" "Export…" FileUp "Ctrl+Shift+E" File 2 Page;
    Quit "quit" "退出" "Quit" LogOut "Ctrl+Q" File 3 Always;

    Undo "undo" "撤销" "Undo" Undo2 "Ctrl+Z" Edit 0 Undo;
    Redo "redo" "重做" "Redo" Redo2 "Ctrl+Shift+Z" Edit 0 Redo;
    Cut "cut" "剪切" "Cut" Scissors "Ctrl+X" Edit 1 Selection;
    Copy "copy" "复制" "Copy" Copy "Ctrl+C" Edit 1 Selection;
    Paste "paste" "粘贴到本版" "Paste onto the page" ClipboardPaste "Ctrl+V" Edit 1 Page;
    Delete "delete" "从版上移除" "Take off the page" Trash2 "Delete" Edit 1 Selection;
    Duplicate "duplicate" "复制一份" "Duplicate" CopyPlus "Ctrl+D" Edit 1 Selection;
    SelectAll "select-all" "全选" "Select all" SquareDashedMousePointer "Ctrl+A" Edit 2 Page;
    Deselect "deselect" "取消选择" "Deselect" CircleX "Ctrl+Shift+A" Edit 2 Selection;
    EditStory "edit-story" "编辑稿件" "Edit story" SquarePen "Ctrl+E" Edit 3 Story;
    Settings "settings" "偏好设置…" "Settings…" Settings "Ctrl+," Edit 4 Always;

    ZoomIn "zoom-in" "放大" "Zoom in" ZoomIn "Ctrl+=" View 0 Page;
    ZoomOut "zoom-out" "缩小" "Zoom out" ZoomOut "Ctrl+-" View 0 Page;
    FitPage "fit-page" "整版" "Whole page" Maximize "Ctrl+0" View 0 Page;
    FitWidth "fit-width" "适合版宽" "Page width" MoveHorizontal "Ctrl+3" View 0 Page;
    ActualSize "actual-size" "实际大小" "Actual size" Scan "Ctrl+1" View 0 Page;
    DoubleSize "double-size" "放大一倍" "Double size" Search "Ctrl+2" View 0 Page;
    FitSelection "fit-selection" "看选中部分" "Zoom to selection" Target "Ctrl+4" View 0 Selection;
    Preview "preview" "预览成品" "Preview" Eye "W" View 1 Page;
    Spread "spread" "对开两版" "Two-page spread" BookOpen "" View 1 Page;
    ShowGrid "show-grid" "分栏网格" "Column grid" Grid3x3 "Ctrl+'" View 2 Page;
    ShowBaselines "show-baselines" "行线" "Line grid" AlignJustify "Ctrl+Alt+'" View 2 Page;
    ShowGuides "show-guides" "参考线" "Guides" Crosshair "Ctrl+;" View 2 Page;
    ShowRulers "show-rulers" "标尺" "Rulers" Ruler "Ctrl+R" View 2 Page;
    SeePage "see-page" "看成品颜色" "As printed" Eye "" View 3 Page;
    SeeCyan "see-cyan" "看青版" "Cyan plate" Layers "" View 3 Page;
    SeeMagenta "see-magenta" "看品红版" "Magenta plate" Layers "" View 3 Page;
    SeeYellow "see-yellow" "看黄版" "Yellow plate" Layers "" View 3 Page;
    SeeBlack "see-black" "看黑版" "Black plate" Layers "" View 3 Page;
    SeeSpot "see-spot" "看专色版" "Spot ink plates" Layers "" View 3 Spots;
    SeeHeat "see-heat" "看总墨量" "Total ink" Flame "" View 3 Page;

    PreviousPage "previous-page" "上一版" "Previous page" ChevronLeft "PageUp" Page 0 Page;
    NextPage "next-page" "下一版" "Next page" ChevronRight "PageDown" Page 0 Page;
    Propose "propose" "自动排版…" "Make up the page…" WandSparkles "Ctrl+Shift+L" Page 1 Page;
    AddPage "add-page" "新增版面" "Add a page" FilePlus2 "" Page 2 Open;
    RemovePage "remove-page" "删除本版" "Remove this page" FileMinus "" Page 2 Page;
    AddMasthead "add-masthead" "放报头" "Add a masthead" Newspaper "" Page 3 Page;
    AddFolio "add-folio" "放报眉" "Add a folio" PanelTop "" Page 3 Page;
    AddSectionHead "add-section-head" "放栏头" "Add a section head" Heading1 "" Page 3 Page;
    AddCode "add-code" "放二维码" "Add a QR code" QrCode "" Page 3 Page;
    PageSettings "page-settings" "版面设置…" "Page settings…" FileCog "" Page 4 Page;
    EditionSettings "edition-settings" "本期设置…" "Edition settings…" Newspaper "" Page 4 Open;

    HeadTop "head-top" "横题" "Head on top" PanelTop "Ctrl+Alt+1" Item 0 Article;
    HeadLeft "head-left" "左竖题" "Vertical head, left" PanelLeft "Ctrl+Alt+2" Item 0 Article;
    HeadRight "head-right" "右竖题" "Vertical head, right" PanelRight "Ctrl+Alt+3" Item 0 Article;
    HeadLarger "head-larger" "标题大一级" "Head one step larger" AArrowUp "Ctrl+Shift+." Item 1 Article;
    HeadSmaller "head-smaller" "标题小一级" "Head one step smaller" AArrowDown "Ctrl+Shift+," Item 1 Article;
    HeadAuto "head-auto" "标题自动字号" "Head size by rank" ALargeSmall "Ctrl+Shift+0" Item 1 Article;
    FitArticle "fit-article" "排满这篇" "Fit this article" FoldVertical "Ctrl+Shift+F" Item 1 Misfit;
    ToggleBox "toggle-box" "加框" "Box" SquareDashed "Ctrl+B" Item 2 Text;
    RunOn "run-on" "接排到新框" "Run on into a new frame" CornerDownRight "Ctrl+J" Item 2 Text;
    Lock "lock" "锁定" "Lock" Lock "Ctrl+L" Item 2 Selection;
    BringToFront "bring-to-front" "移到最前" "Bring to front" ArrowUpToLine "Ctrl+Shift+]" Item 3 Selection;
    BringForward "bring-forward" "前移一层" "Bring forward" ArrowUp "Ctrl+]" Item 3 Selection;
    SendBackward "send-backward" "后移一层" "Send backward" ArrowDown "Ctrl+[" Item 3 Selection;
    SendToBack "send-to-back" "移到最后" "Send to back" ArrowDownToLine "Ctrl+Shift+[" Item 3 Selection;

    ToolSelect "tool-select" "选择" "Select" MousePointer2 "V" Tools 0 Open;
    ToolText "tool-text" "文字" "Text" Type "T" Tools 0 Open;
    ToolFrame "tool-frame" "稿件框" "Article frame" LayoutTemplate "F" Tools 1 Open;
    ToolPicture "tool-picture" "图片框" "Picture frame" Image "P" Tools 1 Open;
    ToolCrop "tool-crop" "裁图" "Crop" Crop "C" Tools 1 Open;
    ToolRule "tool-rule" "线" "Rule" Minus "L" Tools 2 Open;
    ToolBox "tool-box" "框" "Box" Square "B" Tools 2 Open;
    ToolGuide "tool-guide" "参考线" "Guide" Crosshair "G" Tools 2 Open;
    ToolHand "tool-hand" "抓手" "Hand" Hand "H" Tools 3 Open;

    TogglePanels "toggle-panels" "隐藏全部面板" "Hide all panels" PanelsTopLeft "Tab" Window 0 Open;
    LeftPanel "left-panel" "左侧面板" "Left panel" PanelLeft "Ctrl+Shift+1" Window 0 Open;
    RightPanel "right-panel" "右侧面板" "Right panel" PanelRight "Ctrl+Shift+2" Window 0 Open;
    ThemeDark "theme" "深色界面" "Dark theme" SunMoon "" Window 1 Always;
    SwitchLanguage "language" "English" "中文" Languages "" Window 1 Always;
    UiLarger "ui-larger" "界面放大" "Larger interface" AArrowUp "Ctrl+Alt+=" Window 2 Always;
    UiSmaller "ui-smaller" "界面缩小" "Smaller interface" AArrowDown "Ctrl+Alt+-" Window 2 Always;

    Palette "palette" "命令面板…" "Command palette…" Command "Ctrl+K" Help 0 Always;
    Shortcuts "shortcuts" "快捷键…" "Shortcuts…" Keyboard "F1" Help 0 Always;
    About "about" "关于版心…" "About Banxin…" Info "" Help 1 Always;
}

impl ActionId {
    /// Its row of the table.
    ///
    /// # Panics
    /// Never: the macro that makes the actions makes a row for each.
    #[must_use]
    pub fn row(self) -> &'static Action {
        ACTIONS.iter().find(|a| a.id == self).expect("the macro makes a row for each action")
    }

    /// The tool it takes.
    #[must_use]
    pub const fn tool(self) -> Option<Tool> {
        Some(match self {
            Self::ToolSelect => Tool::Select,
            Self::ToolText => Tool::Text,
            Self::ToolFrame => Tool::Frame,
            Self::ToolPicture => Tool::Picture,
            Self::ToolCrop => Tool::Crop,
            Self::ToolRule => Tool::Rule,
            Self::ToolBox => Tool::Box,
            Self::ToolGuide => Tool::Guide,
            Self::ToolHand => Tool::Hand,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_labels_are_there() {
        let names: BTreeSet<&str> = ACTIONS.iter().map(|a| a.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        assert!(ACTIONS.iter().all(|a| !a.zh.is_empty() && !a.en.is_empty()));
    }

    #[test]
    fn every_tool_has_an_action() {
        let tools: BTreeSet<_> = ACTIONS.iter().filter_map(|a| a.id.tool()).map(|t| format!("{t:?}")).collect();
        assert_eq!(tools.len(), Tool::ALL.len());
    }
}
