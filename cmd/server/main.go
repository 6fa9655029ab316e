// Command reftel is the whole archive in one binary: it ingests cables, and
// serves them. Without a sub-command it serves; without a data folder it serves
// a demonstration archive of fictional cables.
//
// A sub-command has a file: its flags, and what it prints. What it does is in
// package app.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"reftel/internal/app"
	"reftel/internal/text/visible"
)

// Exit statuses, also told by --help.
const (
	exitFailed    = 1 // what is served is as it was
	exitUsage     = 2 // the command line is wrong
	exitRefused   = 3 // done, but some input was refused
	exitPublished = 4 // a generation was published, but something after it failed
)

// errRefused ends a command that did its work, and named what it refused.
var errRefused = errors.New("some input was refused")

type commands struct {
	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve an archive (default)."`
	Init        initCommand        `cmd:"" help:"Write a sample of the folder for serve --site."`
	Ingest      ingestCommand      `cmd:"" help:"Read cables and publish a new generation of the archive."`
	Parse       parseCommand       `cmd:"" help:"Parse cables and print one JSON object a line."`
	Verify      verifyCommand      `cmd:"" help:"Check every file of the published archive."`
	Generations generationsCommand `cmd:"" help:"List the generations that are kept, newest first."`
	Rollback    rollbackCommand    `cmd:"" help:"Serve the generation before the current one again, or another."`
	Withdrawn   withdrawnCommand   `cmd:"" help:"List the ids that were published and lead nowhere now, with the reasons."`
	Export      exportCommand      `cmd:"" help:"Write the whole archive as data for other programs."`
	Names       namesCommand       `cmd:"" help:"Measure how names are found, or propose which are of one thing."`
	Bench       benchCommand       `cmd:"" help:"Measure: write a synthetic corpus, ingest, search, serve."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running server whether it is ready (for containers)."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

const description = `A searchable web archive of diplomatic cables.

Without --data it serves a demonstration archive of fictional cables.

Each flag of serve, ingest, parse, verify, generations, rollback, withdrawn, export and healthcheck can also be set in the environment, by the variable that its help names ($REFTEL_DATA).

Exit status:

  0  all went well
  1  failed; the archive that is served is as it was
  2  the command line is wrong
  3  published, parsed or tried (--dry-run), but some input was refused; the report names it
  4  published, but something after it failed; the error tells what`

// A console is what a command prints and logs to. Texts and names of sources go
// to out and err alone, which run makes safe for a terminal.
type console struct {
	out   io.Writer
	err   io.Writer
	log   *slog.Logger
	drawn io.Writer // err as it is, for a bar that moves the cursor
	data  io.Writer // out as it is where it is no terminal, for what programs read
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	con := console{out: os.Stdout, err: os.Stderr, log: slog.New(slog.NewJSONHandler(visible.NewWriter(os.Stderr), nil))}
	slog.SetDefault(con.log) // a library that logs in its own way says it in ours
	os.Exit(run(ctx, os.Args[1:], con))
}

// run runs one command line and returns its exit status.
func run(ctx context.Context, args []string, con console) int {
	out, errs := visible.NewWriter(con.out), visible.NewWriter(con.err)
	con.out, con.err, con.drawn, con.data = out, errs, con.err, dataTo(con.out, out)
	status := runOn(ctx, args, con)
	_ = errors.Join(out.Flush(), errs.Flush()) // half a character, which no command prints
	return status
}

// dataTo is where data goes: out as it is, or where that is a terminal what is safe for it.
func dataTo(out, safe io.Writer) io.Writer {
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return safe
	}
	return out
}

func runOn(ctx context.Context, args []string, con console) int {
	var c commands
	exited := -1 // by --help, which asks to end the process
	parser, err := newParser(&c, kong.Writers(con.out, con.err), kong.Exit(func(status int) { exited = status }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(con))
	if err != nil {
		fmt.Fprintln(con.err, "reftel:", indented(err))
		return exitFailed
	}
	k, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintln(con.err, "reftel:", indented(err))
		fmt.Fprintln(con.err, `Try "reftel --help".`)
		return exitUsage
	}
	err = k.Run()
	if err != nil && !errors.Is(err, errRefused) {
		fmt.Fprintln(con.err, "reftel:", indented(err))
	}
	return statusOf(err)
}

// indented is an error that no line of can be taken for another message.
func indented(err error) string { return strings.ReplaceAll(err.Error(), "\n", "\n  ") }

func newParser(c *commands, more ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append(append(more, anyBytes()...), kong.Name("reftel"), kong.Description(description),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))...)
}

func statusOf(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, app.ErrAfterPublish):
		return exitPublished
	}
	return exitFailed
}
