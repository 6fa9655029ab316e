//! What is searched: two texts with positions, and a fast field a facet.

use std::path::Path;

use tantivy::schema::{
    FAST, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::Document;

pub const SUBJECT: &str = "subject";
pub const BODY: &str = "body";
pub const DAY: &str = "day";
const ID: &str = "id";

/// Words in small letters without accents, by their stems; stop words stay, as in the product.
pub const STEMS: &str = "stems";

/// The same without stems, for what is asked as it is written.
pub fn folded() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(64))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

fn stems() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(64))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// Gives an index the words that its texts are made of.
pub fn register(index: &Index) {
    index.tokenizers().register(STEMS, stems());
}

pub struct Writer {
    writer: IndexWriter,
    index: Index,
}

impl Writer {
    pub fn create(dir: &Path, facets: &[String]) -> tantivy::Result<Writer> {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(STEMS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default()
            .set_indexing_options(words)
            .set_stored();
        schema.add_text_field(ID, STORED);
        schema.add_text_field(SUBJECT, text.clone());
        schema.add_text_field(BODY, text);
        schema.add_i64_field(DAY, FAST);
        for name in facets {
            schema.add_text_field(name, STRING | FAST);
        }
        let index = Index::create_in_dir(dir, schema.build())?;
        register(&index);
        let writer = index.writer_with_num_threads(1, 256 << 20)?;
        Ok(Writer { writer, index })
    }

    pub fn add(&mut self, d: &Document) -> tantivy::Result<()> {
        let schema = self.index.schema();
        let mut doc = TantivyDocument::default();
        doc.add_text(schema.get_field(ID)?, &d.id);
        doc.add_text(schema.get_field(SUBJECT)?, &d.subject);
        doc.add_text(schema.get_field(BODY)?, &d.body);
        doc.add_i64(schema.get_field(DAY)?, d.day);
        for (name, values) in &d.values {
            let field = schema.get_field(name)?;
            for value in values {
                doc.add_text(field, value);
            }
        }
        self.writer.add_document(doc)?;
        Ok(())
    }

    /// Merges all to one segment, as the other peers are merged.
    pub fn finish(mut self) -> tantivy::Result<()> {
        self.writer.commit()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.wait_merging_threads()
    }
}
