package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/server/desk"
)

// finish completes the schemas: that of problems, descriptions of the fields of the
// model, which bears none, and lists that are never null.
func finish(types huma.Registry) {
	types.Schema(reflect.TypeFor[desk.Problem](), true, "Problem")
	for name, s := range types.Map() {
		for field, p := range s.Properties {
			if p.Type == huma.TypeArray {
				p.Nullable = false
			}
			if about, ok := modelFields[name+"."+field]; ok && p.Description == "" {
				p.Description = about
			}
		}
		s.Description = models[name]
	}
}

// own are the schemas without those that are huma's: problems are told by ours.
func own(types huma.Registry) huma.Registry {
	out := huma.NewMapRegistry(schemaPrefix, huma.DefaultSchemaNamer)
	for name, s := range types.Map() {
		if name != "ErrorModel" && name != "ErrorDetail" {
			out.Map()[name] = s
		}
	}
	return out
}

// models describe the types of the model and those that answers are made of.
var models = map[string]string{
	"Cable": "A cable, as reftel parse and reftel export write it.", "Paragraph": "A paragraph: the unit of a link.", "Reference": "An entry of the list of references.",
	"Entity": "A name where it stands. Places count characters, the end excluded.", "EntityCount": "A name of the cable.", "Post": "The office that sent a cable.",
	"Tag": "An entry of the TAGS line.", "Addressee": "A line of an address list.", "Note": "An editor's note.", "Edition": "Where a document stands in a printed volume.",
	"Source": "What was read.", "Thing": "A person, an organisation, a place or another thing under one name.", "Form": "Another name of a thing.", "Fact": "Something that is told of a thing.",
	"Problem": "Why there is no answer (RFC 9457).",
}

// modelFields describe the fields of the model; docs/formats.md tells more.
var modelFields = map[string]string{
	"Cable.id": "Id: the number of the message, or its place in a printed volume.", "Cable.id_inferred": "A part of the id was inferred.",
	"Cable.aliases": "Other ids under which it was seen.", "Cable.aliases_inferred": "They were concluded from the text.",
	"Cable.date": "As far as it is known: 1974-05-18T16:05, 1974-05-18, 1974-05 or 1974.", "Cable.date_inferred": "The date was concluded.",
	"Cable.date_zone": "Zone of the time: Z, an offset or local; Zulu where it is absent.", "Cable.date_printed": "The date in the words of the source.",
	"Cable.date_range": "First and last date between which it lies.", "Cable.undated": "The document bears no date.",
	"Cable.origin": "Post that sent it.", "Cable.classification": "Classification when it was sent.", "Cable.captions": "Handling marks.",
	"Cable.precedence": "FLASH, IMMEDIATE, PRIORITY or ROUTINE.", "Cable.from": "Sender as sent.", "Cable.to": "Addressees as sent.", "Cable.info": "Addressees for information, as sent.",
	"Cable.executive_order": "Executive order under which it was classified.", "Cable.declassify_on": "When it was to be declassified, or the mark that says so.",
	"Cable.tags": "TAGS.", "Cable.subject": "Subject as sent.", "Cable.subject_display": "The same in readable case.", "Cable.subject_inferred": "It was made of the first words.",
	"Cable.subject_entities": "Names in the subject.", "Cable.references": "List of references.", "Cable.classified_by": "Who classified it.", "Cable.reasons": "Reasons for that.",
	"Cable.passing": "Passing instructions.", "Cable.sections": "How many sections it was sent in.", "Cable.paragraphs": "The text.", "Cable.signers": "Who signed it.",
	"Cable.entities": "Names, the most frequent first.", "Cable.language": "Language of the text (ISO 639-1).", "Cable.warnings": "What was doubted when it was read.",
	"Cable.source": "What was read.", "Cable.addressees": "Lines of the address lists.", "Cable.summary": "Anchors of the paragraphs of the summary.",
	"Cable.comment": "Anchors of the paragraphs of the comment.", "Cable.redactions": "How many pieces were blacked out.", "Cable.partial_extract": "It is a part of the cable.",
	"Cable.corrected_copy": "It is a corrected copy.", "Cable.notes": "Editors' notes.", "Cable.not_printed": "The source describes the document and does not print it.",
	"Cable.edition": "Where it stands in a printed volume.", "Cable.collection": "Collection.", "Cable.released": "When it was released.",

	"Post.code": "Code of the post, as ids have it.", "Post.name": "Its name.", "Post.country": "Its country.",
	"Addressee.line": "to or info.", "Addressee.name": "Name as sent.", "Addressee.route": "Routing indicator.", "Addressee.precedence": "Precedence for it.",
	"Addressee.number": "The sender's number to that station.", "Addressee.post": "Code of the post.",
	"Tag.code": "The code.", "Tag.kind": "geo, region, subject, program, organization, person, phrase or unknown.", "Tag.meaning": "What it meant at the time of the cable.",
	"Reference.letter": "Letter by which the text calls it.", "Reference.kind": "cable, email, phone, fax, memo, report, osc, fam, meeting, web, dtg or other.",
	"Reference.id": "Id of the cable.", "Reference.text": "As printed.", "Reference.inferred": "A part of the id was inferred.",
	"Paragraph.anchor": "Anchor: par3, par3.2 where the number occurs again, p1 where there is none.", "Paragraph.number": "Number as printed.", "Paragraph.mark": "Portion mark.",
	"Paragraph.heading": "Heading above it.", "Paragraph.text": "The text.", "Paragraph.entities": "Names in it.", "Paragraph.fixed": "A table is in it: lines and blanks are to be kept.",
	"Entity.kind": "PER, ORG, LOC or MISC.", "Entity.text": "As it stands.", "Entity.start": "First character.", "Entity.end": "Character behind the last.",
	"Entity.name": "The name, where that is another text.", "Entity.inferred": "That it is a name was concluded.", "Entity.basis": "What that rests on.", "Entity.confidence": "Of a recogniser, up to 1.",
	"EntityCount.kind": "PER, ORG, LOC or MISC.", "EntityCount.name": "The name.", "EntityCount.count": "How often it occurs.",
	"Note.number": "Number of the note.", "Note.anchor": "Anchor of its paragraph.", "Note.place": "subject or heading, where it is not to the text.", "Note.offset": "Where its mark stood, in characters.", "Note.text": "The note.",
	"Edition.volume": "Id of the volume.", "Edition.number": "Number of the document.", "Edition.chapter": "Headings round it.", "Edition.pages": "Its pages.",
	"Edition.previous": "Id of the document before it.", "Edition.next": "Id of the document after it.", "Edition.url": "Where the editors publish it.", "Edition.place": "Place among the documents of the volume.",
	"Edition.division": "Id of the innermost division.", "Edition.kind": "What it is, where it is no document of its time.", "Edition.name": "How the volume is cited.",
	"Edition.title": "Title of the volume.", "Edition.editors": "Its editors.", "Edition.imprint": "Its imprint.",
	"Source.path": "Left empty: names of the operator's files are not told.", "Source.format": "Format of the source.", "Source.sha256": "SHA-256 of the source.", "Source.bytes": "Length of the source.",
	"Thing.kind": "PER, ORG, LOC or MISC.", "Thing.name": "Name under which it is counted.", "Thing.forms": "Other names.", "Thing.facts": "What is told of it.",
	"Thing.perhaps": "Names of others that may be the same.", "Thing.describe": "The operator's own words.",
	"Form.name": "The name.", "Form.basis": "What it rests on.", "Form.source": "Id of the cable or volume that says so.",
	"Fact.text": "As written.", "Fact.from": "First year.", "Fact.to": "Last year.", "Fact.basis": "What it rests on.", "Fact.source": "Id of the cable or volume that says so.",
}
