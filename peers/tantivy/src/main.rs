//! Tantivy as a peer: `build DIR FACET…` indexes the documents that stand on its input, a line of
//! JSON each; `serve DIR` answers the requests that stand there, a line each, with a line.

mod index;
mod pages;
mod queries;

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// A cable. Days are counted from 1970; 0 stands for none.
#[derive(Deserialize)]
pub struct Document {
    pub id: String,
    pub subject: String,
    pub body: String,
    pub day: i64,
    pub values: BTreeMap<String, Vec<String>>,
}

/// What is asked: words, values chosen of facets, and how many hits and values are shown.
#[derive(Deserialize)]
pub struct Request {
    pub expr: Option<Expr>,
    pub filters: Vec<Filter>,
    pub size: usize,
    pub facets: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
pub struct Filter {
    pub facet: String,
    pub values: Vec<String>,
}

/// A part of a query; one of its fields is set, and slop beside a phrase, without beside and.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Expr {
    pub word: Option<String>,
    pub prefix: Option<String>,
    pub fuzzy: Option<String>,
    pub phrase: Option<String>,
    pub slop: u32,
    pub or: Vec<Expr>,
    pub and: Vec<Expr>,
    pub without: Vec<Expr>,
}

/// How many hits there are, how many values and snippets were made, and how long it took.
#[derive(Serialize)]
struct Answer {
    total: usize,
    values: usize,
    snippets: usize,
    nanoseconds: u128,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let lines = std::io::stdin().lock().lines();
    match args.as_slice() {
        [what, dir, facets @ ..] if what == "build" => {
            let mut index = index::Writer::create(Path::new(dir), facets)?;
            for line in lines {
                index.add(&serde_json::from_str(&line?)?)?;
            }
            index.finish()?;
        }
        [what, dir] if what == "serve" => {
            let pages = pages::Pages::open(Path::new(dir))?;
            let mut out = std::io::stdout().lock();
            for line in lines {
                let request: Request = serde_json::from_str(&line?)?;
                let start = Instant::now();
                let page = pages.page(&request)?;
                let answer = Answer {
                    total: page.total,
                    values: page.values,
                    snippets: page.snippets,
                    nanoseconds: start.elapsed().as_nanos(),
                };
                writeln!(out, "{}", serde_json::to_string(&answer)?)?;
                out.flush()?;
            }
        }
        _ => {
            eprintln!("usage: build DIR FACET… | serve DIR");
            std::process::exit(2);
        }
    }
    Ok(())
}
