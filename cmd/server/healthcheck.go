package main

import (
	"context"
	"fmt"

	"reftel/internal/app/serve"
)

// healthcheckCommand asks a running server; a container has no shell to do so.
type healthcheckCommand struct {
	Addr string `default:":8080" env:"REFTEL_ADDR" help:"Address that the server listens on."`
}

func (c *healthcheckCommand) Run(ctx context.Context, con console) error {
	if err := serve.Check(ctx, c.Addr); err != nil {
		return err
	}
	fmt.Fprintln(con.out, "ok")
	return nil
}
