// Package embed draws a paragraph for a frame in a page of another site: small, alone,
// with its own style and without script, so that it looks the same in any sandbox.
package embed

// A Paragraph is the view of [Page].
type Paragraph struct {
	Title     string
	Site      string
	Home      string // absolute, as all addresses here
	Canonical string // page of the paragraph
	Link      string // how it is called: Paragraph 3 of 09MEXICO2676
	Heading   string
	Lang      string
	Text      string
	Cut       bool // there is more of it
	Notice    string
	Citation  string
	Demo      bool
}

// Style is the style of the page.
const Style = `:root{color-scheme:light dark;--ink:#1c1a17;--soft:#5d574d;--paper:#fbf8f2;--line:#cfc6b6;--link:#7a2318}` +
	`@media(prefers-color-scheme:dark){:root{--ink:#e8e4da;--soft:#aaa496;--paper:#12161e;--line:#3a4150;--link:#f0a58f}}` +
	`*{box-sizing:border-box}body{margin:0;padding:1rem;border:1px solid var(--line);min-height:100vh;background:var(--paper);color:var(--ink);font:1rem/1.5 Georgia,serif}` +
	`p,blockquote,h1{margin:0 0 .75rem}h1{font-size:1rem}blockquote{white-space:pre-line;overflow-wrap:anywhere;border-left:3px solid var(--line);padding-left:.75rem}` +
	`.cite{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}.site{margin:0;font:600 .85rem/1.5 system-ui,sans-serif}a{color:var(--link)}a:focus-visible{outline:2px solid currentColor;outline-offset:2px}`
