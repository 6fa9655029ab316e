package main

import "reftel/internal/app"

// namesCommand is what can be done about names beside an ingest.
type namesCommand struct {
	Measure measureNamesCommand `cmd:"" help:"Compare the names that are found with names marked by hand."`
	Propose proposeNamesCommand `cmd:"" help:"Write which names may be of one thing, as lines of a file of corrections."`
}

// measureNamesCommand prints how well they agree (docs/names.md).
type measureNamesCommand struct {
	Corrections string `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/authority.md)."`
	Model       string `type:"existingfile" env:"REFTEL_MODEL" help:"A model made by cmd/train, to be measured in place of the one of the binary."`
	File        string `arg:"" type:"existingfile" help:"File of marked text, one JSON object a line."`
}

func (m *measureNamesCommand) Run(con console) error {
	return app.MeasureNames(app.MeasureOptions{File: m.File, Corrections: m.Corrections, Model: m.Model, Out: con.out})
}
