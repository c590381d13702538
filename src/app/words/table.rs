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

    page_canvas: "版面画布", "Page canvas";
    columns_by_lines: "{}栏 × {}行", "{} col × {} lines";
    cells_by_lines: "{}字 × {}行", "{} cells × {} lines";
    n_lines: "{}行", "{} lines";
    n_chars: "{}字", "{} cells";
    lines_left: "余 {} 行", "{} lines short";
    chars_over: "溢 {} 字", "{} characters over";
    fits_exactly: "正好", "Fits";
    remedies: "怎样排满", "Ways to fit";
    remedies_pending: "正在试算…", "Trying…";
    no_remedy: "没有现成的办法：改稿，或改模块大小", "No ready remedy: edit the copy or resize the module";
    copy_blocks: "复制", "Copy";
    new_article: "新建稿件", "New article";
    new_headline: "标题", "Headline";
    new_body: "正文", "Body text";
    no_picture_to_place: "没有未上版的图片：先导入图片，或从图片面板拖来", "No unplaced photo: import one, or drag one from the photos panel";
    typing: "录入", "Typing";
    deleting: "删字", "Deleting text";
    kind_article: "稿件", "Article";
    kind_text: "文字框", "Text frame";
    kind_picture: "图片", "Picture";
    kind_rule: "线", "Rule";
    kind_box: "框", "Box";
    kind_folio: "报眉", "Folio";
    kind_masthead: "报头", "Masthead";
    kind_section_head: "栏头", "Section head";
    kind_code: "二维码", "QR code";
    head_top: "横题", "Head on top";
    head_left: "左竖题", "Vertical head, left";
    head_right: "右竖题", "Vertical head, right";
    head_larger: "标题大一级", "Head one step larger";
    head_smaller: "标题小一级", "Head one step smaller";
    legs_fewer: "减一栏", "One leg fewer";
    legs_more: "加一栏", "One leg more";
    n_legs: "{}栏", "{} legs";
    box_on_off: "加框", "Box";

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
