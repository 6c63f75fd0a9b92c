//! Long texts of the catalogue as headings, paragraphs and lists.

use super::layout::Layout;
use crate::text;

/// A titled part of a text.
pub struct Section {
    pub title: &'static str,
    pub blocks: Vec<Block>,
}

/// A paragraph or a list.
pub enum Block {
    Paragraph(&'static str),
    List(Vec<&'static str>),
}

/// Sections `{stem}.1.title`, `{stem}.1.text`, `{stem}.2.title`… In a text, a line is a paragraph and lines that open
/// with « - » make a list.
pub fn sections(page: &Layout, stem: &str) -> Vec<Section> {
    (1..)
        .map_while(|n: u8| {
            let title = text::maybe(page.lang, &format!("{stem}.{n}.title"))?;
            let text = text::maybe(page.lang, &format!("{stem}.{n}.text"))?;
            Some(Section { title, blocks: blocks(text) })
        })
        .collect()
}

fn blocks(text: &'static str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item),
            (Some(item), _) => blocks.push(Block::List(vec![item])),
            (None, _) => blocks.push(Block::Paragraph(line)),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_lists() {
        let made = blocks("Un.\n- a\n- b\nDeux.\n- c");
        let shape: Vec<usize> = made
            .iter()
            .map(|block| match block {
                Block::Paragraph(_) => 0,
                Block::List(items) => items.len(),
            })
            .collect();
        assert_eq!(shape, [0, 2, 0, 1]);
    }
}
