//! Floor 6: the wire. The only floor that knows LSP types, URIs and position encodings, and knows
//! nothing of how anything is recognised.
