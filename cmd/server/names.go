package main

// namesCommand is what can be done about names beside an ingest.
type namesCommand struct {
	Propose proposeNamesCommand `cmd:"" help:"Write which names may be of one thing, as lines of a file of corrections."`
}
