package main

import (
	"fmt"
	"path/filepath"

	"reftel/internal/site"
	"reftel/internal/text/visible"
)

// initCommand writes a sample of the folder in which an operator says whose an archive is.
type initCommand struct {
	Dir string `arg:"" type:"path" help:"Folder; made when it is not there. Nothing that is in it is written over."`
}

func (i *initCommand) Run(con console) error {
	names, err := site.Init(i.Dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		fmt.Fprintln(con.out, visible.Line(filepath.Join(i.Dir, filepath.FromSlash(name))))
	}
	fmt.Fprintf(con.err, "Write your own words into these files, then: reftel serve --site %s\n", visible.Line(i.Dir))
	return nil
}
