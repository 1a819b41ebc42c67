//! Packed dumps: what a file is packed with its first bytes tell, not its name.

use std::io::Write;

use super::*;

const DUMP: &[u8] = include_bytes!("wikidata.json");

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// An unreadable frame that readers pass over.
fn skippable() -> Vec<u8> {
    [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat()
}

#[test]
fn every_packing_gives_the_same_file() {
    let plain = folder(&[("dump", DUMP)]);
    import(plain.path(), Source::Wikidata, &["dump"]).0.unwrap();
    let wanted = fs::read(out(plain.path())).unwrap();
    let (one, other) = DUMP.split_at(DUMP.len() / 2);
    let packed: [(&str, Vec<u8>); 7] = [
        ("gz", gz(DUMP)),
        ("gz in two members", [gz(one), gz(other)].concat()),
        ("bz2", bz2(DUMP)),
        ("bz2 in two streams", [bz2(one), bz2(other)].concat()),
        ("zst", zst(DUMP)),
        ("zst in two frames", [zst(one), skippable(), zst(other)].concat()),
        ("zst that begins with a frame to skip", [skippable(), zst(DUMP)].concat()),
    ];
    for (what, bytes) in &packed {
        let folder = folder(&[("dump", bytes)]);
        let (summary, told) = import(folder.path(), Source::Wikidata, &["dump"]);
        assert_eq!(summary.unwrap().entries(), 4, "{what}");
        assert_eq!(told.malformed, [], "{what}");
        assert_eq!(fs::read(out(folder.path())).unwrap(), wanted, "{what}");
    }
}

#[test]
fn a_packed_file_that_breaks_off_replaces_nothing() {
    for bytes in [gz(DUMP), bz2(DUMP), zst(DUMP)] {
        let folder =
            folder(&[("dump", &bytes[..bytes.len() - 20]), ("knowledge/x.isnad", b"what was there")]);
        let (summary, _) = import(folder.path(), Source::Wikidata, &["dump"]);
        assert!(matches!(summary, Err(ImportFault::Input { .. })), "{summary:?}");
        assert_eq!(fs::read(out(folder.path())).unwrap(), b"what was there");
        assert_eq!(fs::read_dir(folder.path().join("knowledge")).unwrap().count(), 1, "no rest is left");
    }
}

#[test]
fn a_zip_archive_is_told() {
    let folder = folder(&[("dump.zip", b"PK\x03\x04rest")]);
    let (summary, _) = import(folder.path(), Source::GeoNames, &["dump.zip"]);
    assert!(summary.unwrap_err().to_string().contains("unpack it"));
}
