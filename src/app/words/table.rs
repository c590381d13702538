//! The table of words.

macro_rules! words {
    ($($key:ident: $zh:literal, $en:literal;)*) => {
        /// The words of one language.
        #[derive(Debug)]
        pub struct Words {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        pub(super) static ZH: Words = Words { $($key: $zh,)* };
        pub(super) static EN: Words = Words { $($key: $en,)* };

        /// Both languages of every word, for tests.
        #[cfg(test)]
        const BOTH: &[(&str, &str)] = &[$(($zh, $en),)*];
    };
}

words! {
    program: "版心", "Banxin";
    menu_file: "文件", "File";
    menu_edit: "编辑", "Edit";
    menu_view: "视图", "View";
    menu_page: "版面", "Page";
    menu_item: "对象", "Item";
    menu_tools: "工具", "Tools";
    menu_window: "窗口", "Window";
    menu_help: "帮助", "Help";
    recent: "最近打开", "Recent";

    pages: "版面", "Pages";
    stories: "稿件", "Stories";
    photos: "图片", "Photos";
    inspector: "属性", "Inspector";
    findings: "检查", "Findings";
    history: "历史", "History";
    tool_bar: "工具栏", "Tools";
    status_bar: "状态栏", "Status bar";

    page_n: "第{}版", "Page {}";
    no_edition: "没有打开的版面", "No edition is open";
    saved: "已保存", "Saved";
    unsaved: "未保存", "Unsaved";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_words_and_the_same_gaps() {
        for (zh, en) in BOTH {
            assert!(!zh.is_empty() && !en.is_empty(), "{zh} {en}");
            assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{zh} / {en}");
            assert!(!zh.ends_with('。') && !en.ends_with(". "), "{zh}");
        }
    }
}
