//! Makes the table of the model's file. Only `build.rs` does.

use super::table::{COLUMNS, PARTING, PLACE, PRINT, WIDTH, hash, hash_of_part, place, print};

/// The table of a file: a line of column names, then a signal's name and its weights a line, parted by tabs.
/// Weights are in hundredths.
///
/// # Errors
///
/// Says in which line what was expected.
pub(crate) fn compile(file: &str) -> Result<Vec<u8>, String> {
    let mut lines = file.lines().enumerate();
    let head: Vec<&str> = lines.next().map_or(Vec::new(), |(_, line)| line.split('\t').skip(1).collect());
    if head != COLUMNS {
        return Err(format!("1: the columns are to be {}", COLUMNS.join(" ")));
    }
    let rows: Vec<(u64, [u8; WIDTH])> = lines.map(signal).collect::<Result<_, _>>()?;
    // With so many places free, what is not there is found missing at the second look.
    let mut places = vec![[0; PLACE]; 2 * rows.len() + 1];
    for (hash, row) in rows {
        let Some((false, at)) = place(&places, hash) else {
            return Err(format!("two signals have the hash {hash:x}: rename one"));
        };
        places[at][..PRINT].copy_from_slice(&print(hash).to_le_bytes());
        places[at][PRINT..].copy_from_slice(&row);
    }
    Ok(places.into_flattened())
}

fn signal((number, line): (usize, &str)) -> Result<(u64, [u8; WIDTH]), String> {
    let mut fields = line.split('\t');
    let name = fields.next().unwrap_or_default();
    let mut weights = [0; WIDTH];
    for (column, weight) in COLUMNS.iter().zip(&mut weights) {
        let field = fields.next().unwrap_or_default();
        let value: i8 = field.parse().map_err(|_| {
            format!("{}: {name}: {column} is to be from -128 to 127, not «{field}»", number + 1)
        })?;
        *weight = value.cast_unsigned();
    }
    Ok((hash(name.split(PARTING).map(hash_of_part)), weights))
}
