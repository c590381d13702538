//! What the file says of itself: days, titles, and the XMP packet that repeats them for other programs.

use lopdf::{Object, StringFormat};

use super::{Level, PdfSettings};

/// The day of the issue. Its dates are midnight UTC: no clock, no time zone of the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// `YYYY-MM-DD`, a day of the calendar.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digits = |from: usize, to: usize| {
            let part = bytes.get(from..to)?;
            part.iter().all(u8::is_ascii_digit).then(|| text.get(from..to)?.parse::<u16>().ok())?
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let fits = year > 0 && (1..=days).contains(&day);
        fits.then_some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// As PDF writes dates (ISO 32000-1 §7.9.4).
    pub(super) fn pdf(self) -> String {
        format!("D:{:04}{:02}{:02}000000Z", self.year, self.month, self.day)
    }

    /// As XMP writes them (ISO 8601).
    pub(super) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}T00:00:00Z", self.year, self.month, self.day)
    }
}

/// A text string: ASCII as it is, anything else as UTF-16BE with its mark (ISO 32000-1 §7.9.2.2).
pub(super) fn text_string(text: &str) -> Object {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

pub(super) const PRODUCER: &str = concat!("Banxin ", env!("CARGO_PKG_VERSION"));

/// The XMP packet; `id` is the document's MD5 in hexadecimal.
pub(super) fn xmp(settings: &PdfSettings, day: Day, id: &str) -> String {
    let (title, creator) = (escaped(&settings.title), escaped(&settings.creator));
    let date = day.iso();
    let uuid = format!("uuid:{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]);
    let version = match settings.level {
        Level::X1a => "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>",
        Level::X4 => "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
    };
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>{uuid}</xmpMM:DocumentID>
<xmpMM:InstanceID>{uuid}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
{version}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        mark = '\u{feff}',
    )
}

/// XML text. Control characters cannot be in XML at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar() {
        for good in ["2026-07-24", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert!(Day::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2026-7-24",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026/07/24",
            "+026-07-24",
            "二〇二六",
        ] {
            assert!(Day::parse(bad).is_none(), "{bad}");
        }
        let day = Day::parse("2026-07-24").unwrap();
        assert_eq!((day.pdf().as_str(), day.iso().as_str()), ("D:20260724000000Z", "2026-07-24T00:00:00Z"));
    }

    #[test]
    fn titles_survive_xml_and_pdf() {
        assert_eq!(escaped("a<b>&\u{1}\n版"), "a&lt;b&gt;&amp; 版");
        assert_eq!(text_string("Plain"), Object::String(b"Plain".to_vec(), StringFormat::Literal));
        let Object::String(bytes, _) = text_string("版𠮷") else { panic!("a string") };
        assert_eq!(bytes, [0xfe, 0xff, 0x72, 0x48, 0xd8, 0x42, 0xdf, 0xb7]);
    }
}
