//! Errors in the editor's language. Their own words are English; here stands the Chinese of those that a window can meet.
//! What is quoted from the system or from a parser stays as it came.

use std::path::Path;

use crate::edit::Refusal;
use crate::finding::Language;
use crate::import::ImportError;
use crate::library::PictureError;
use crate::model::{Fault, GridError};
use crate::project::ProjectError;
use crate::session::{PdfError, SessionError};

/// An error that has Chinese words.
pub trait Told: std::fmt::Display {
    /// Its Chinese, with the remedy.
    fn chinese(&self) -> String;

    /// It in the editor's language.
    fn told(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.chinese(),
            Language::English => self.to_string(),
        }
    }
}

fn shown(path: &Path) -> std::path::Display<'_> {
    path.display()
}

impl Told for Fault {
    fn chinese(&self) -> String {
        match self {
            Self::Edition(what) => what.zh.clone(),
            Self::House(what) => format!("本报设置：{}", what.zh),
            Self::Page { page, what } => format!("第 {page} 版：{}", what.zh),
            Self::Block { page, block, what } => format!("第 {page} 版 {block}：{}", what.zh),
            Self::Picture { picture, what } => format!("图片 {picture}：{}", what.zh),
        }
    }
}

impl Told for GridError {
    fn chinese(&self) -> String {
        match self {
            Self::Pitch(pitch) => format!("网格的 {pitch} 不在 1–50 mm 之间"),
            Self::Overlap { cell, line } => format!("行距 {line} 小于字距 {cell}，行会叠起来：把行距加大"),
            Self::Count { what, value, low, high } => {
                let what = match *what {
                    "columns" => "栏数",
                    "chars" => "每栏字数",
                    "gap" => "栏空",
                    "lines" => "行数",
                    other => other,
                };
                format!("{what}不能是 {value}：{low}–{high}")
            }
        }
    }
}

impl Told for Refusal {
    fn chinese(&self) -> String {
        match self {
            Self::NoPage(page) => format!("没有第 {page} 版：先新增，或换一个版次"),
            Self::PageTaken(page) => format!("已经有第 {page} 版：换一个版次"),
            Self::NoBlock(block) => format!("没有 {block} 这一块：它可能已被移除"),
            Self::BlockTaken(block) => format!("已经有 {block} 这一块：换一个编号"),
            Self::OtherKind { block, wanted } => {
                let wanted = match *wanted {
                    "article" => "稿件",
                    "article or text frame" => "稿件或文字框",
                    other => other,
                };
                format!("{block} 不是{wanted}：另选一块")
            }
            Self::NoStory(story) => format!("没有稿件 {story}：它可能已被删除"),
            Self::StoryTaken(story) => format!("已经有稿件 {story}：换一个编号"),
            Self::NoParagraph { story, at, count } => format!("稿件 {story} 只有 {count} 段，没有第 {} 段", at + 1),
            Self::NoCharacters { from, to, count } => format!("这一段只有 {count} 字，{from}–{to} 不在其中"),
            Self::NoPosition { at, count } => format!("只有 {count} 个位置，没有第 {} 个", at + 1),
            Self::NoPicture(picture) => format!("没有图片 {picture}：先导入，或另选一张"),
            Self::PictureTaken(picture) => format!("已经有图片 {picture}：换一个编号"),
            Self::NoStyle(style) => format!("没有样式 {style}：另选一个"),
            Self::GestureOver => "这一步已经结束：重新来".to_owned(),
            Self::Unsound(fault) => fault.chinese(),
            Self::InBatch { number, name, why } => format!("第 {number} 步（{name}）：{}", why.chinese()),
        }
    }
}

impl Told for ProjectError {
    fn chinese(&self) -> String {
        match self {
            Self::NoEdition(folder) => {
                format!("这里没有版面：先新建一期，或选有 edition.json 的文件夹：{}", shown(folder))
            }
            Self::NotEmpty(folder) => format!("文件夹不是空的：换一个新的：{}", shown(folder)),
            Self::Missing { what, remedy, file } => format!("缺文件（{what}）：{remedy}：{}", shown(file)),
            Self::Io { source, file, .. } => {
                format!("读写不了（{source}）：看看权限和磁盘空间，再试一次：{}", shown(file))
            }
            Self::NewerSchema { found, known, file } => {
                format!("这一期是第 {found} 版格式，本程序只认到第 {known} 版：用新版的版心打开：{}", shown(file))
            }
            Self::Json { line, column, what, file } => {
                format!("第 {line} 行第 {column} 列有误（{what}）：在那里改正，或用备份的文件：{}", shown(file))
            }
            Self::Story { line, what, file } => format!("第 {line} 行有误（{what}）：{}", shown(file)),
            Self::NotText(file) => format!("文件不是 UTF-8 文字：另存为 UTF-8，或用备份：{}", shown(file)),
            Self::TooLarge { most, file } => format!("文件大于 {most} MB，不像版面的文件：把它移走：{}", shown(file)),
            Self::Outside(path) => format!("路径出了这一期的文件夹：把文件本身放进来，不要用链接：{}", shown(path)),
            Self::NotAFile(path) => format!("这不是文件：把它移走：{}", shown(path)),
            Self::Index { what, file } => format!("目录有误（{what}）：{}", shown(file)),
            Self::InUse { holder, folder } => {
                format!(
                    "{} 正打开着这一期：请那边先关上；那边的程序要是已经没了，就接管过来：{}",
                    by(holder),
                    shown(folder)
                )
            }
            Self::TakenOver { holder, folder } => {
                format!(
                    "这一期已被 {} 接管，这里的改动没有保存：另存一份，或商定以谁的为准：{}",
                    by(holder),
                    shown(folder)
                )
            }
            Self::ChangedOnDisk { files, folder } => {
                let files = files.join("、");
                format!("{files} 被别的程序改过，没有覆盖：重新读入，或决定保留这里的：{}", shown(folder))
            }
            Self::Changing(folder) => format!("别的程序正在改这一期的文件：等它做完再打开：{}", shown(folder)),
            Self::Unsound { fault, file } => format!("{}：{}", fault.chinese(), shown(file)),
        }
    }
}

/// Who holds an edition.
fn by(holder: &crate::project::Holder) -> String {
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    format!("{}（{}，进程 {}）", or(&holder.user, "有人"), or(&holder.host, "某台电脑"), holder.pid)
}

impl Told for ImportError {
    fn chinese(&self) -> String {
        match self {
            Self::TooBig { name, size } => format!("{name} 有 {} MB，一次导入不了：拆成几份", size >> 20),
            Self::Empty { name } => format!("{name} 是空的：先把稿子存好，或另选一个文件"),
            Self::Blank { name } => format!("{name} 里只有空白：先把稿子存好，或另选一个文件"),
            Self::NotText { name, what, .. } => format!("{name} 不是纯文本（{what}）：从原来的程序另存为 UTF-8 文本"),
            Self::Binary { name, offset } => {
                format!("{name} 第 {offset} 字节是零，不是纯文本：从原来的程序另存为 UTF-8 文本")
            }
            Self::Damaged { name, encoding, offset } => {
                format!("{name} 损坏了：到第 {offset} 字节不再是 {encoding}；重新取稿，或另存为 UTF-8")
            }
            Self::UnknownEncoding { name, offset } => {
                format!("{name} 的编码认不出：第 {offset} 字节不是 UTF-8，也不是 GB18030；从原来的程序另存为 UTF-8")
            }
        }
    }
}

impl Told for PictureError {
    fn chinese(&self) -> String {
        match self {
            Self::BadName(name) => format!("“{name}”不能作图片名：写 photos/ 里的文件名，不带文件夹"),
            Self::Missing(file) => format!("缺图片：放进这一期的 photos/，或另选一张：{}", shown(file)),
            Self::Unreadable(file, why) => format!("图片读不了（{why}）：看看文件和权限：{}", shown(file)),
            Self::UnknownKind(file) => {
                format!("图片不是 JPEG、PNG、TIFF 或 WebP：另存为其中一种：{}", shown(file))
            }
            Self::TooLarge(file, why) => {
                format!("图片太大（{why}）：每边最多 2 万像素，共 2 亿像素、100 MB：{}", shown(file))
            }
            Self::Damaged(file, why) => format!("图片损坏（{why}）：请摄影重新传：{}", shown(file)),
        }
    }
}

impl Told for PdfError {
    fn chinese(&self) -> String {
        match self {
            Self::NoPages => "没有要输出的版：选一个版".to_owned(),
            Self::NoTitle => "PDF 没有标题：先填报名".to_owned(),
            Self::BadDate(date) => format!("“{date}”不是日期：写成 2026-11-24 这样"),
            Self::BadResolution(ppi) => format!("图片不能按 {ppi} ppi 输出：选 36–2400，新闻纸用 200"),
            Self::BadPageSize(page) => format!("第 {page} 版的纸是空的，或长过 5 米：改纸张大小"),
            Self::ProfileTooNew(version) => {
                format!("印厂的 ICC 是第 {version} 版，PDF/X-1a 只收第 2 版：向印厂要 v2 的，或输出 PDF/X-4")
            }
            Self::RestrictedFace(face) => format!("字体 {face} 的厂家不许嵌入：换字体，或买授权"),
            Self::UncutFace(face) => format!("字体 {face} 的厂家不许只嵌入一部分：换字体，或买授权"),
            Self::MissingGlyph { page, face, text } => {
                format!("第 {page} 版：{face} 没有“{text}”这个字：换一个有它的字体")
            }
            Self::BadFont(face, why) => format!("字体 {face} 不能取子集（{why}）：重装这个字体"),
            Self::MissingPicture { page, picture } => {
                format!("第 {page} 版：图片 {picture} 不在：看看这一期的 photos/")
            }
            Self::Picture { page, error } => format!("第 {page} 版：{}", error.chinese()),
            Self::Writer(why) => format!("PDF 写不成（{why}）：这是程序的毛病，请报告"),
            Self::SelfCheck(faults) => {
                format!("PDF 没有通过自检，没有交出：这是程序的毛病，请报告：{}", faults.join("；"))
            }
        }
    }
}

impl Told for SessionError {
    fn chinese(&self) -> String {
        match self {
            Self::Project(e) => e.chinese(),
            Self::Refused(e) => e.chinese(),
            Self::Import(e) => e.chinese(),
            Self::Picture(e) => e.chinese(),
            Self::Pdf(e) => e.chinese(),
            Self::Read { file, source } => format!("读不了（{source}）：看看路径和权限：{}", shown(file)),
            Self::PictureName(name) => format!("“{name}”不能作 photos/ 里的文件名：给文件改名"),
            Self::PictureTaken(name) => format!("photos/ 里已经有另一张“{name}”：给新的改名"),
            Self::NoPage { page, pages } => {
                let pages = pages.iter().map(u16::to_string).collect::<Vec<_>>().join("、");
                format!("没有第 {page} 版：这一期有 {pages}")
            }
            Self::NoPages => "这一期没有版：先新增一个".to_owned(),
            Self::Stopped { page, count, first } => {
                format!("第 {page} 版没有输出，有 {count} 处错误：{}", first.zh)
            }
            Self::BrokenOff => "输出中断了，什么也没写".to_owned(),
            Self::Fault => "输出时程序出了毛病，文件可能不全：先保存，再一版一版地试".to_owned(),
            Self::NoViewer { file, source } => {
                format!("这里打不开文件（{source}）：从文件管理器打开：{}", shown(file))
            }
            Self::SameName(name) => format!("两个版都要写成 {name}：在文件名模板里加 {{page:02}}"),
            other => other.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Said;
    use crate::id::BlockId;

    #[test]
    fn errors_are_told_in_both_languages() {
        let error = SessionError::from(Refusal::NoPage(7));
        assert_eq!(error.told(Language::English), error.to_string());
        assert_eq!(error.told(Language::Chinese), "没有第 7 版：先新增，或换一个版次");
        let open = ImportError::Empty { name: "a.txt".into() };
        assert!(open.chinese().contains("a.txt 是空的"));
    }

    #[test]
    fn what_is_unsound_is_told_without_a_word_of_english() {
        let what = Said::new("没有稿件 s9：先新增，或换一篇", "there is no story s9: add it, or place another");
        let fault = Fault::Block { page: 3, block: BlockId::numbered('a', 1), what };
        let refusal = Refusal::Unsound(fault);
        assert_eq!(refusal.told(Language::Chinese), "第 3 版 a1：没有稿件 s9：先新增，或换一篇");
        assert_eq!(refusal.told(Language::English), "page 3, block a1: there is no story s9: add it, or place another");
        let kind = Refusal::OtherKind { block: BlockId::numbered('r', 1), wanted: "article or text frame" };
        assert_eq!(kind.chinese(), "r1 不是稿件或文字框：另选一块");
    }
}
