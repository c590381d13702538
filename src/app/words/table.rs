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
    motto: "字与行之间的报纸排版", "Newspaper layout on the character grid";
    licence: "MIT 或 Apache-2.0", "MIT or Apache-2.0";

    menu_file: "文件", "File";
    menu_edit: "编辑", "Edit";
    menu_view: "视图", "View";
    menu_page: "版面", "Page";
    menu_item: "对象", "Item";
    menu_tools: "工具", "Tools";
    menu_window: "窗口", "Window";
    menu_help: "帮助", "Help";
    recent: "最近打开", "Recent";
    recent_empty: "打开过的版面会列在这里", "Editions you open are listed here";
    is_missing: "不在了", "gone";

    new_edition: "新建一期", "New edition";
    open_edition: "打开", "Open";
    open_dots: "打开一期…", "Open an edition…";
    open_sample: "打开样例《曹州新报》…", "Open the sample edition…";
    sample_tip: "复制一份到你选的文件夹，可以随意改", "Copies it into a folder of your choice; change it as you like";
    sample_name: "曹州新报样例", "banxin-sample";
    sample_missing: "样例没有随程序安装", "the sample was not installed with the program";
    preset: "版式", "Format";
    preset_broadsheet: "对开·传统 8 栏 × 13 字", "Broadsheet, 8 columns × 13 字";
    preset_large: "对开·大字 6 栏 × 15 字", "Broadsheet, large type, 6 × 15 字";
    preset_tabloid: "四开·传统 6 栏 × 11 字", "Tabloid, 6 columns × 11 字";
    paper: "报名", "Paper";
    paper_missing: "请填写报名", "Name the paper";
    date: "日期", "Date";
    date_wrong: "日期写成 2026-11-24 这样", "Write the date as 2026-11-24";
    create: "新建", "Create";
    create_dots: "新建…", "Create…";

    choose_edition: "打开一期", "Open an edition";
    choose_new_folder: "存到哪里", "Where to put it";
    choose_files: "导入稿件和图片", "Import copy and photos";
    choose_export_folder: "输出到哪个文件夹", "Folder for the exported files";
    copy_and_pictures: "稿件和图片", "Copy and pictures";
    folder_name: "名称", "Name";
    parent_folder: "上一级", "Parent folder";
    home_folder: "主文件夹", "Home folder";
    path: "路径", "Path";
    an_edition: "版面", "edition";
    open: "打开", "Open";
    choose: "选择", "Choose";
    choose_this_folder: "用这个文件夹", "Use this folder";
    cancel: "取消", "Cancel";
    close: "关闭", "Close";
    done: "好", "Done";
    back: "返回", "Back";
    save: "保存", "Save";

    pages: "版面", "Pages";
    pages_empty: "还没有版面。点“＋”新增一版", "No pages yet. Press + to add one";
    reordered: "调整版序", "Reorder pages";
    stories: "稿件", "Stories";
    stories_empty: "还没有稿件。导入 txt、md 文件，或点“＋”写一篇", "No stories yet. Import txt or md files, or press + to write one";
    new_story: "写一篇新稿", "Write a new story";
    unplaced: "未上版", "Unplaced";
    placed: "已上版", "Placed";
    no_headline: "（无标题）", "(no headline)";
    n_characters: "{} 字", "{} 字";
    edit_story: "编辑稿件", "Edit story";
    place_here: "排到当前版", "Place on this page";
    no_room: "当前版没有放得下的空地：先腾出至少 6 行", "There is no room on this page: clear at least 6 lines";
    remove_story: "删除稿件", "Remove the story";
    photos: "图片", "Photos";
    photos_empty: "还没有图片。导入 jpg、png、tiff、webp 文件", "No photos yet. Import jpg, png, tiff or webp files";
    bring_photos: "导入图片", "Import photos";
    remove_picture: "移除图片", "Remove the picture";

    findings: "检查", "Findings";
    errors: "错误", "Errors";
    warnings: "提醒", "Warnings";
    notes: "提示", "Notes";
    no_findings: "没有问题", "Nothing to mend";
    history: "历史", "History";
    opened: "打开", "Opened";

    inspector: "属性", "Inspector";
    n_selected: "选中 {} 件", "{} selected";
    many_selected: "选中一件时显示它的属性", "Select one to see what it is";
    nothing_selected: "点选版上的稿件或图片，在这里改它", "Select something on the page to change it here";
    block_article: "稿件", "Article";
    block_text: "文字框", "Text frame";
    block_picture: "图片", "Picture";
    block_rule: "线", "Rule";
    block_folio: "报眉", "Folio";
    block_masthead: "报头", "Masthead";
    block_section: "栏头", "Section head";
    lock: "锁定", "Lock";
    unlock: "解锁", "Unlock";

    place: "位置", "Place";
    stands: "定位", "Stands";
    by_columns: "按栏", "On columns";
    by_cells: "按字格", "On cells";
    freely: "自由", "Freely";
    start: "起点", "Start";
    size: "大小", "Size";
    start_column: "起栏", "First column";
    start_line: "起行", "First line";
    width: "宽", "Width";
    height: "高", "Height";
    left: "左", "Left";
    top: "上", "Top";

    head: "标题", "Head";
    head_place: "题位", "Position";
    head_top: "横题", "On top";
    head_left: "左竖题", "Vertical, left";
    head_right: "右竖题", "Vertical, right";
    head_step: "字号", "Size step";
    by_rank: "按稿件轻重", "By rank";
    by_rank_is: "按轻重 · {}", "By rank · {}";
    head_lines: "行数·题区", "Lines";
    head_depth: "题区行数（0 自动）", "Lines the head takes (0: as needed)";
    air: "空行上·下", "Air";
    air_above: "题上空行", "Air above";
    air_below: "题下空行", "Air below";
    align: "对齐", "Align";
    align_start: "居左", "Start";
    align_centre: "居中", "Centre";
    align_end: "居右", "End";
    align_justify: "撑满", "Justify";
    head_span: "跨栏", "Span";
    stretch_tracking: "长扁·字距", "Stretch";
    stretch: "长扁", "Stretch";
    tracking: "字距", "Tracking";
    show_kicker: "引题", "Kicker";
    show_deck: "副题", "Deck";

    legs: "分栏", "Legs";
    leg_count: "栏数·栏距", "Count, gap";
    leg_gap: "栏距", "Gap";
    remainder: "余字", "Remainder";
    wide_gaps: "摊入栏距", "Into the gaps";
    uneven: "加宽末栏", "Last legs wider";
    leg_rule: "栏线", "Leg rule";
    balance: "各栏拉平", "Level the legs";

    pictures: "配图", "Pictures";
    picture: "图片", "Picture";
    add_picture: "加一张图…", "Add a picture…";
    anchor: "图位", "Position";
    anchor_above_head: "题上", "Above the head";
    anchor_top_left: "左上", "Top left";
    anchor_top: "上中", "Top";
    anchor_top_right: "右上", "Top right";
    anchor_centre: "正中", "Centre";
    anchor_bottom_left: "左下", "Bottom left";
    anchor_bottom: "下中", "Bottom";
    anchor_bottom_right: "右下", "Bottom right";
    anchor_at: "指定栏行", "At a leg and line";
    picture_legs: "占栏", "Legs";
    picture_lines: "占行", "Lines";
    focus: "焦点", "Focus";
    focus_x: "焦点横", "Focus across";
    focus_y: "焦点纵", "Focus down";
    zoom: "缩放", "Zoom";
    caption: "图说", "Caption";
    caption_place: "图说位", "Caption at";
    caption_below: "图下", "Below";
    caption_beside: "图右", "Beside";
    credit: "作者", "Credit";
    with_caption: "印图说", "With caption";
    with_credit: "印作者", "With credit";
    runaround: "文字绕排", "Text runs around it";

    boxed: "框与底", "Box";
    with_box: "加框", "Box round it";
    border: "线粗", "Line";
    pattern: "线型", "Pattern";
    ink: "颜色", "Ink";
    ink_black: "黑", "Black";
    ink_red: "大红", "Red";
    ink_blue: "蓝", "Blue";
    ink_green: "绿", "Green";
    ink_paper: "纸白", "Paper white";
    ink_own: "自定…", "Own…";
    nothing: "无", "None";
    by_style: "按样式", "By style";
    dress: "标题装饰", "Dress of the head";
    style: "样式", "Style";
    head_ink: "字色", "Type";
    ground: "衬底", "Ground";
    texture: "网纹", "Figures";
    texture_ink: "纹色", "Their ink";
    shadow: "阴影", "Shadow";
    outline: "勾边", "Outline";
    outline_width: "边粗", "Its width";
    correction: "容错", "Correction";
    tint: "底纹", "Tint";
    padding: "内空", "Padding";
    padding_halves: "左右半字", "Half 字 at the sides";
    padding_lines: "上下行", "Lines above and below";
    as_box: "画成框", "As a box";

    story: "稿件内容", "Story";
    kind: "体裁", "Kind";
    kind_news: "消息", "News";
    kind_feature: "通讯", "Feature";
    kind_comment: "评论", "Comment";
    kind_picture_story: "图片新闻", "Picture story";
    kind_brief: "简讯", "Brief";
    kind_note: "编者按", "Editor's note";
    rank: "轻重", "Rank";
    rank_lead: "头条", "Lead";
    rank_second: "二条", "Second";
    rank_third: "一般", "Ordinary";
    rank_filler: "补白", "Filler";
    kicker: "引题", "Kicker";
    headline: "主题", "Headline";
    deck: "副题", "Deck";
    byline: "署名", "Byline";
    byline_place: "署名位", "Byline at";
    byline_head: "题下", "Under the head";
    byline_tail: "文末", "After the text";
    text: "文字", "Text";
    note: "附注", "Note";
    reversed: "反白", "Reversed";
    vertical: "竖排", "Vertical";
    editor: "责编", "Editor";
    contact: "联系方式", "Contact";

    section_name: "版名", "Section";
    paper_size: "开本", "Paper size";
    grid: "网格", "Grid";
    grid_said: "{} 栏 × {} 字，{} 行", "{} columns × {} 字, {} lines";
    cell: "字格", "Cell";

    story_editor: "稿件编辑", "Story editor";
    close_editor: "关闭稿件编辑", "Close the story editor";
    body: "正文", "Body";
    body_hint: "正文，一段一行", "The text, a paragraph a line";
    body_help: "一段一行；以“## ”开头的一行是插题", "A paragraph a line; a line that begins with ## is a cross-head";

    page_canvas: "版面画布", "Page canvas";
    columns_by_lines: "{}栏 × {}行", "{} col × {} lines";
    cells_by_lines: "{}字 × {}行", "{} cells × {} lines";
    n_lines: "{}行", "{} lines";
    n_chars: "{}字", "{} cells";
    lines_left: "余 {} 行", "{} ln short";
    chars_over: "溢 {} 字", "{} characters over";
    fits_exactly: "正好", "Fits";
    remedies: "怎样排满", "Ways to fit";
    remedies_pending: "正在试算…", "Trying…";
    level_only: "没有正好排满的办法；能排到齐栏的有 {} 种，点稿件下角的“余”“溢”来选", "Nothing fills it exactly; ways that leave the legs level: {}. Choose one at the badge under the article";
    no_remedy: "没有现成的办法：改稿，或改模块大小", "No ready remedy: edit the copy or resize the module";
    copy_blocks: "复制", "Copy";
    new_article: "新建稿件", "New article";
    resize: "改大小", "Resize";
    run_on: "接排", "Run on";
    runs_on_into: "接到", "Runs on into";
    ends_here: "不接", "Nothing";
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
    head_larger: "标题大一级", "Head one step larger";
    head_smaller: "标题小一级", "Head one step smaller";
    legs_fewer: "减一栏", "One leg fewer";
    legs_more: "加一栏", "One leg more";
    n_legs: "{}栏", "Legs: {}";
    box_on_off: "加框", "Box";

    page_n: "第{}版", "Page {}";
    whole_page: "整版", "Whole page";
    page_width: "版宽", "Page width";
    grid_place: "{} 栏 {} 字  {} 行", "col {}  字 {}  line {}";
    on_page: "本版", "page";
    in_selection: "选中", "selection";
    fits: "正好", "fits";
    over_chars: "溢 {} 字", "{} 字 over";
    short_lines: "余 {} 行", "{} ln short";
    saved: "已保存", "Saved";
    unsaved: "未保存", "Unsaved";

    save_changes: "《{}》有改动还没有保存", "“{}” has changes that are not saved";
    save_changes_why: "不保存的话，这些改动就没有了", "Without saving they are lost";
    do_not_save: "不保存", "Don't save";
    recover: "上次的工作还没有保存", "Work from last time is not saved";
    recover_why: "程序上次没有正常结束，留下 {} 步改动，最后一步在 {}", "The program did not end as it should; {} steps were left, the last at {}";
    recover_broken: "最后一步没有写完", "The last step was not written to its end";
    take_up: "接着做", "Take it up";
    put_aside: "先放一边", "Put it aside";
    was_put_aside: "上次没保存的工作与现在的版面对不上，另存在 {}", "Unsaved work does not go with the edition as it is now; it is kept in {}";
    in_use: "这一期在别处打开着", "The edition is open elsewhere";
    read_only: "只看", "Look only";
    is_read_only: "只看：改动不能保存", "Look only: changes cannot be saved";
    take_over: "接管", "Take over";
    changed_on_disk: "版面文件被别的程序改了", "Another program changed the edition's files";
    changed_why: "重读，或者留着这里打开的；重读之后可以撤销", "Read them anew, or keep what is open here; reading anew can be undone";
    reload: "重读", "Read anew";
    keep_mine: "留着我的", "Keep mine";
    taken_off: "已移除", "Taken off";

    import: "导入", "Import";
    repairs: "整理（点掉不要的）", "Repairs (switch off what you do not want)";
    to_look_at: "请看一眼", "Please look at";
    place_on_page: "同时排到第{}版", "Place on page {} as well";
    bring_in: "导入", "Import";
    brought_in: "导入了 {} 篇稿件、{} 张图片", "{} stories and {} photos came in";

    export: "输出", "Export";
    format: "格式", "Kind";
    format_pdf: "PDF/X 付印", "PDF/X for the press";
    format_png: "PNG 样张", "PNG proof";
    format_text: "文字", "Text";
    format_map: "版面图 JSON", "Page map, JSON";
    standard: "标准", "Standard";
    profile: "色彩", "Profile";
    profile_built_in: "新闻纸冷固（内置）", "Newsprint, coldset (built in)";
    preflight: "检查标准", "Preflight";
    preflight_default: "默认", "Default";
    force: "有错也输出", "Export all the same";
    no_profile: "本期的检查标准读不出来：看本期设置", "The edition's preflight profile cannot be read: see the edition settings";
    all_pages: "全部版面", "All pages";
    this_page: "当前版", "This page";
    resolution: "分辨率", "Resolution";
    folder: "文件夹", "Folder";
    do_export: "输出", "Export";
    stopped: "有 {} 处错误，付印文件不会生成：先看检查栏", "{} errors keep the press file from being made: see the findings";
    spot_plate: "专色版：{}", "Plate of {}";
    exported: "输出了 {} 个文件", "{} files exported";
    found_in_files: "成品文件里查出 {} 处", "{} things to know about the written files";
    open_folder: "打开文件夹", "Open the folder";
    export_begins: "开始…", "Beginning…";
    exporting: "正在做第{}版（{} / {}）", "Page {} ({} of {})";
    export_writes: "写文件…", "Writing…";

    propose: "自动排版", "Make up the page";
    propose_all: "整版重排", "The whole page";
    propose_fill: "只填空处", "What is free";
    propose_refit: "尽量少动", "Moving little";
    propose_way: "方式", "Way";
    propose_clear: "移走单独的图 {} 张", "Take {} loose pictures off";
    propose_stories: "上这些稿件", "With these stories";
    propose_searching: "看了 {} / {} 个版", "{} of {} pages seen";
    propose_measuring: "量稿件…", "Measuring the stories…";
    propose_again: "换一组", "Others";
    propose_this: "上版", "Use this one";
    propose_n: "方案 {}", "Proposal {}";
    propose_best: "目前最好", "Best so far";
    propose_score: "{} 分", "{} points";
    propose_fine: "各项合格", "All as it should be";
    propose_none: "排不满，可以这样：", "It does not fill the page. What helps:";
    propose_stopped: "选几篇稿件", "Choose some stories";
    propose_relieved: "第{}版排好了：{}", "Page {} made up: {}";
    propose_done: "第{}版按方案 {} 排好了", "Page {} made up as proposal {}";

    shortcuts: "快捷键", "Shortcuts";
    make_shortcuts: "生成可改的文件", "Make the file to change";
    search: "查找", "Search";
    palette_hint: "想做什么？", "What do you want to do?";
    nothing_found: "没有找到", "Nothing found";
    write_command: "执行命令", "Carry out a command";
    carry_out: "执行", "Carry out";

    settings: "偏好设置", "Settings";
    language: "语言", "Language";
    theme: "界面", "Theme";
    light: "浅色", "Light";
    dark: "深色", "Dark";
    ui_scale: "界面大小", "Interface";
    own_dialogs: "用程序自己的文件对话框", "Use the program's own file dialog";

    page_settings: "版面设置", "Page settings";
    own_grid: "自定", "Own";
    page_number: "版次", "Number";
    paper_width: "纸宽", "Paper width";
    paper_height: "纸高", "Paper height";
    origin_x: "版心左", "Type area left";
    origin_y: "版心上", "Type area top";
    cell_pitch: "字距", "Cell pitch";
    line_pitch: "行距", "Line pitch";
    columns: "基本栏", "Columns";
    chars_per_column: "每栏字数", "字 per column";
    gap: "栏空", "Gap";
    lines: "行数", "Lines";
    edition_settings: "本期设置", "Edition settings";
    no_number: "“{}”不是数", "“{}” is not a number";
    issue_number: "总期号", "Running number";
    file_name: "文件名", "File names";
    picture_ppi: "图片精度", "Picture ppi";
    picture_packing: "图片压缩", "Picture packing";
    packing_lossless: "无损", "Lossless";
    packing_jpeg: "JPEG（异地传版，文件小）", "JPEG (for distant presses, small)";
    jpeg_quality: "JPEG 质量", "JPEG quality";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_words_and_the_same_gaps() {
        for (zh, en) in BOTH {
            assert!(!zh.is_empty() && !en.is_empty(), "{zh} {en}");
            assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{zh} / {en}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "{zh}");
        }
    }
}
