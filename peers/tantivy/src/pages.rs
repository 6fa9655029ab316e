//! Pages of results: all hits counted, the first with snippets, all facets counted; a facet with
//! a chosen value is counted without it, by a search of its own.

use std::path::Path;

use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{
    AggregationResult, AggregationResults, BucketEntries, BucketResult,
};
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query, TermSetQuery};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Index, Order, Searcher, TantivyDocument, Term};

use crate::index::{BODY, DAY, STEMS, SUBJECT, folded, register};
use crate::queries::Words;
use crate::{Filter, Request};

/// A page, as numbers.
pub struct Page {
    pub total: usize,
    pub values: usize,
    pub snippets: usize,
}

pub struct Pages {
    index: Index,
    searcher: Searcher,
}

impl Pages {
    pub fn open(dir: &Path) -> tantivy::Result<Pages> {
        let index = Index::open_in_dir(dir)?;
        register(&index);
        let searcher = index.reader()?.searcher();
        Ok(Pages { index, searcher })
    }

    pub fn page(&self, r: &Request) -> Result<Page, Box<dyn std::error::Error>> {
        let schema = self.index.schema();
        let words = match &r.expr {
            None => None,
            Some(e) => {
                let mut words = Words {
                    subject: schema.get_field(SUBJECT)?,
                    body: schema.get_field(BODY)?,
                    stems: self.index.tokenizers().get(STEMS).ok_or("no stems")?,
                    folded: folded(),
                };
                Some(words.query(e)?)
            }
        };
        let chosen = |name: &str| r.filters.iter().any(|f| f.facet == name);
        let query = self.query(words.as_deref(), &r.filters, "")?;
        let others = r
            .facets
            .iter()
            .filter(|(name, _)| !chosen(name))
            .map(|(n, s)| (n.as_str(), *s));
        let facets = collector(others)?;
        let (total, hits, counted) = if words.is_some() {
            let top = TopDocs::with_limit(r.size).order_by_score();
            let (n, top, counted) = self.searcher.search(&query, &(Count, top, facets))?;
            (
                n,
                top.into_iter().map(|(_, d)| d).collect::<Vec<_>>(),
                counted,
            )
        } else {
            let top = TopDocs::with_limit(r.size).order_by_fast_field::<i64>(DAY, Order::Desc);
            let (n, top, counted) = self.searcher.search(&query, &(Count, top, facets))?;
            (
                n,
                top.into_iter().map(|(_, d)| d).collect::<Vec<_>>(),
                counted,
            )
        };
        let mut values = buckets(&counted);
        for (name, size) in r.facets.iter().filter(|(name, _)| chosen(name)) {
            let without = self.query(words.as_deref(), &r.filters, name)?;
            let one = collector(std::iter::once((name.as_str(), *size)))?;
            values += buckets(&self.searcher.search(&without, &one)?);
        }
        let snippets = self.snippets(words.as_deref(), &hits)?;
        Ok(Page {
            total,
            values,
            snippets,
        })
    }

    /// The words and the chosen values, but for those of one facet.
    fn query(
        &self,
        words: Option<&dyn Query>,
        filters: &[Filter],
        without: &str,
    ) -> tantivy::Result<Box<dyn Query>> {
        let mut of: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if let Some(w) = words {
            of.push((Occur::Must, w.box_clone()));
        }
        for f in filters.iter().filter(|f| f.facet != without) {
            let field = self.index.schema().get_field(&f.facet)?;
            let terms = f.values.iter().map(|v| Term::from_field_text(field, v));
            of.push((Occur::Must, Box::new(TermSetQuery::new(terms))));
        }
        Ok(match of.len() {
            0 => Box::new(AllQuery),
            1 => of.remove(0).1,
            _ => Box::new(BooleanQuery::new(of)),
        })
    }

    fn snippets(&self, words: Option<&dyn Query>, hits: &[DocAddress]) -> tantivy::Result<usize> {
        let schema = self.index.schema();
        let mut generators = Vec::new();
        if let Some(w) = words {
            for name in [SUBJECT, BODY] {
                generators.push(SnippetGenerator::create(
                    &self.searcher,
                    w,
                    schema.get_field(name)?,
                )?);
            }
        }
        let mut made = 0;
        for hit in hits {
            let doc: TantivyDocument = self.searcher.doc(*hit)?;
            if generators.is_empty() {
                made += usize::from(doc.get_first(schema.get_field(SUBJECT)?).is_some());
            }
            for g in &generators {
                made += usize::from(!g.snippet_from_doc(&doc).is_empty());
            }
        }
        Ok(made)
    }
}

/// Counts the values of facets; a segment gives as many as are shown, since there is but one.
fn collector<'a>(
    facets: impl Iterator<Item = (&'a str, u32)>,
) -> Result<AggregationCollector, serde_json::Error> {
    let mut all = serde_json::Map::new();
    for (name, size) in facets {
        let terms =
            serde_json::json!({"terms": {"field": name, "size": size, "segment_size": size}});
        all.insert(name.to_string(), terms);
    }
    let request: Aggregations = serde_json::from_value(serde_json::Value::Object(all))?;
    Ok(AggregationCollector::from_aggs(
        request,
        AggContextParams::default(),
    ))
}

fn buckets(of: &AggregationResults) -> usize {
    let mut n = 0;
    for result in of.0.values() {
        if let AggregationResult::BucketResult(BucketResult::Terms { buckets, .. }) = result {
            n += buckets.len();
        }
        if let AggregationResult::BucketResult(BucketResult::Range {
            buckets: BucketEntries::Vec(b),
        }) = result
        {
            n += b.len();
        }
    }
    n
}
