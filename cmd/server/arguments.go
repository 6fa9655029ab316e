package main

import (
	"fmt"
	"reflect"

	"github.com/alecthomas/kong"
)

// anyBytes are options of the parser that take text as it was given. Its own way
// goes through JSON, which spoils the names of files that are no UTF-8.
func anyBytes() []kong.Option {
	take := func(finish func(string) string) kong.MapperFunc {
		return func(ctx *kong.DecodeContext, target reflect.Value) error {
			token, err := ctx.Scan.PopValue("text")
			if err != nil {
				return err
			}
			s, ok := token.Value.(string)
			if !ok {
				s = fmt.Sprint(token.Value)
			}
			target.SetString(finish(s))
			return nil
		}
	}
	return []kong.Option{
		kong.KindMapper(reflect.String, take(func(s string) string { return s })),
		kong.NamedMapper("path", take(kong.ExpandPath)),
	}
}
