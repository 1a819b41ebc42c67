//! Dump files as lines, unpacked on the way. What a file is packed with its first bytes tell.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A line of more bytes than this is no line of a dump: the largest Wikidata entities have about four
/// million.
const LONGEST: usize = 64 << 20;

const BUFFER: usize = 1 << 18;

/// The lines of a file.
pub(super) struct Lines {
    path: PathBuf,
    from: Box<dyn BufRead>,
    read: Arc<AtomicU64>,
    number: u64,
    line: Vec<u8>,
}

/// A line, or what is wrong with it.
type Line<'l> = Result<&'l [u8], String>;

impl Lines {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let read = Arc::new(AtomicU64::new(0));
        let file = Counted { file: File::open(path)?, read: Arc::clone(&read) };
        let from = unpack(BufReader::with_capacity(BUFFER, file))?;
        Ok(Self { path: path.to_path_buf(), from, read, number: 0, line: Vec::new() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the last line, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Bytes of the file that have been read, as it is on disk.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The next line without its end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let mut length = 0_usize;
        loop {
            let available = match self.from.fill_buf() {
                Ok(available) => available,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let end = available.iter().position(|&b| b == b'\n');
            let piece = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            if self.line.len() < LONGEST {
                self.line.extend(piece);
            }
            length += piece.len();
            let (used, over) = (piece.len() + usize::from(end.is_some()), available.is_empty());
            self.from.consume(used);
            if over && length == 0 {
                return Ok(None);
            }
            if over || end.is_some() {
                break;
            }
        }
        self.number += 1;
        if length > LONGEST {
            return Ok(Some(Err(format!("a line of {length} bytes: expected at most {LONGEST}"))));
        }
        let line = self.line.strip_suffix(b"\r").unwrap_or(&self.line);
        Ok(Some(Ok(line)))
    }
}

fn unpack(mut file: BufReader<Counted>) -> io::Result<Box<dyn BufRead>> {
    let buffered = |reader: Box<dyn Read>| Box::new(BufReader::with_capacity(BUFFER, reader));
    let head = file.fill_buf()?;
    Ok(match head {
        [0x1f, 0x8b, ..] => buffered(Box::new(flate2::bufread::MultiGzDecoder::new(file))),
        [b'B', b'Z', b'h', ..] => buffered(Box::new(bzip2::bufread::MultiBzDecoder::new(file))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            buffered(Box::new(Zstd { file, decoder: FrameDecoder::new(), inside: false }))
        }
        [b'P', b'K', 3, 4, ..] => {
            return Err(io::Error::other("a zip archive: unpack it and give the file inside"));
        }
        _ => Box::new(file),
    })
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// All frames of a zstd file, one after the other.
struct Zstd {
    file: BufReader<Counted>,
    decoder: FrameDecoder,
    /// Whether the decoder is in the middle of a frame.
    inside: bool,
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.inside {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    let some = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.file, some).map_err(io::Error::other)?;
                }
                let count = self.decoder.read(buffer)?;
                if count > 0 || buffer.is_empty() {
                    return Ok(count);
                }
                self.inside = false;
            }
            if self.file.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.begin()?;
        }
    }
}

impl Zstd {
    /// Begins the next frame, or passes over one that holds no data.
    fn begin(&mut self) -> io::Result<()> {
        use FrameDecoderError::ReadFrameHeaderError as Header;
        match self.decoder.init(&mut self.file) {
            Ok(()) => self.inside = true,
            Err(Header(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                io::copy(&mut self.file.by_ref().take(u64::from(length)), &mut io::sink())?;
            }
            Err(error) => return Err(io::Error::other(error)),
        }
        Ok(())
    }
}
