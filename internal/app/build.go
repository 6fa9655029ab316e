package app

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index/build"
)

// Add takes a cable and the source bytes that it was read from. It may be
// called by several goroutines.
type Add = func(c *cable.Cable, raw []byte) error

// A Feed hands over all cables, and tells what is told of them as a whole.
type Feed = func(add Add) (prepare.Report, error)

// Build publishes a generation of what feed adds. When feed fails, nothing is
// published. An error that is ErrAfterPublish comes with the generation, which is
// in force.
func Build(ctx context.Context, data string, o prepare.Options, feed Feed) (archive.Generation, error) {
	builder, err := build.Create(data, o)
	if err != nil {
		return archive.Generation{}, fmt.Errorf("opening %s for the ingest: %w", data, err)
	}
	defer func() { _ = builder.Abort() }() // does nothing after a publish
	report, err := feed(builder.Add)
	if err != nil {
		return archive.Generation{}, err
	}
	g, err := builder.Publish(ctx, report)
	if err != nil {
		err = fmt.Errorf("publishing in %s: %w", data, err)
	}
	return g, err
}
