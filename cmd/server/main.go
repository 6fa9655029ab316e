// Command reftel is the whole archive in one binary: it ingests cables, and
// serves them. Without a sub-command it serves; without a data folder it serves
// a demonstration archive of fictional cables.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit statuses, also told by --help.
const (
	exitFailed  = 1 // nothing was done, or the archive is not good
	exitUsage   = 2 // the command line is wrong
	exitRefused = 3 // done, but some input was refused
)

type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

type commands struct {
	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve an archive (default)."`
	Ingest      ingestCommand      `cmd:"" help:"Read cables and publish a new generation of the archive."`
	Parse       parseCommand       `cmd:"" help:"Parse cables and print one JSON object a line."`
	Verify      verifyCommand      `cmd:"" help:"Check every file of the published archive."`
	Bench       benchCommand       `cmd:"" help:"Measure: write a synthetic corpus, ingest, search, serve."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running server whether it is well (for containers)."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

const description = `A searchable web archive of diplomatic cables.

Without --data it serves a demonstration archive of fictional cables.

Exit status: 0 all went well; 1 failed, nothing was changed; 2 wrong command line; 3 done, but some input was refused (each is named with its reason).`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

func run(ctx context.Context, args []string) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("reftel"), kong.Description(description),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		fmt.Fprintln(os.Stderr, "reftel:", err)
		return exitFailed
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "reftel:", err)
		fmt.Fprintln(os.Stderr, `Try "reftel --help".`)
		return exitUsage
	}
	err = k.Run()
	var status exitStatus
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	}
	fmt.Fprintln(os.Stderr, "reftel:", err)
	return exitFailed
}
