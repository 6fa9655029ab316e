// Package telegram knows the grammar of a State Department telegram as text:
// transmission header, classification line, passing lines, the labelled fields
// (E.O., TAGS, SUBJECT, REF, Classified By, Reason), numbered paragraphs with
// portion marks and headings, signers, and the page lines that cut through all
// of it. The readers of the single formats bring their text into lines and
// share this grammar.
//
// Parse is a pure function: it needs no file, keeps no state and never fails;
// what it does not find stays empty and what it doubts is said in Doubts. All
// offsets are bytes of the text given. The rules come from the Foreign Affairs
// Handbook (5 FAH-1, 5 FAH-2, 5 FAH-3), the ACP-127 message format and from
// what real documents show.
package telegram
