//! What is asked, in Tantivy's queries: each word in either text, twice as much in a subject.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;

use crate::Expr;

/// The fields that words are looked for in, and how words are made of what is asked.
pub struct Words {
    pub subject: Field,
    pub body: Field,
    pub stems: TextAnalyzer,
    pub folded: TextAnalyzer,
}

impl Words {
    pub fn query(&mut self, e: &Expr) -> tantivy::Result<Box<dyn Query>> {
        if let Some(text) = &e.word {
            let words = split(&mut self.stems, text);
            return self.either(|field| Ok(all(field, &words)));
        }
        if let Some(text) = &e.phrase {
            let words = split(&mut self.stems, text);
            return self.either(|field| Ok(phrase(field, &words, e.slop)));
        }
        if let Some(text) = &e.prefix {
            let word = split(&mut self.folded, text).concat();
            return self.either(|field| {
                Ok(Box::new(RegexQuery::from_pattern(
                    &format!("{word}.*"),
                    field,
                )?))
            });
        }
        if let Some(text) = &e.fuzzy {
            let word = split(&mut self.folded, text).concat();
            return self.either(|field| {
                Ok(Box::new(FuzzyTermQuery::new(
                    Term::from_field_text(field, &word),
                    1,
                    true,
                )))
            });
        }
        let mut of: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (how, parts) in [
            (Occur::Should, &e.or),
            (Occur::Must, &e.and),
            (Occur::MustNot, &e.without),
        ] {
            for part in parts {
                of.push((how, self.query(part)?));
            }
        }
        Ok(Box::new(BooleanQuery::new(of)))
    }

    fn either(
        &self,
        make: impl Fn(Field) -> tantivy::Result<Box<dyn Query>>,
    ) -> tantivy::Result<Box<dyn Query>> {
        let subject = Box::new(BoostQuery::new(make(self.subject)?, 2.0));
        Ok(Box::new(BooleanQuery::union(vec![
            subject,
            make(self.body)?,
        ])))
    }
}

fn split(by: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    by.token_stream(text)
        .process(&mut |t| out.push(t.text.clone()));
    out
}

fn all(field: Field, words: &[String]) -> Box<dyn Query> {
    let mut of: Vec<Box<dyn Query>> = words.iter().map(|w| one(field, w)).collect();
    match of.len() {
        0 => Box::new(EmptyQuery),
        1 => of.remove(0),
        _ => Box::new(BooleanQuery::intersection(of)),
    }
}

fn one(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(field, word),
        IndexRecordOption::WithFreqs,
    ))
}

fn phrase(field: Field, words: &[String], slop: u32) -> Box<dyn Query> {
    if words.len() < 2 {
        return all(field, words);
    }
    let mut q = PhraseQuery::new(
        words
            .iter()
            .map(|w| Term::from_field_text(field, w))
            .collect(),
    );
    q.set_slop(slop);
    Box::new(q)
}
