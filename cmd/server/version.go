package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// stamped is set by the linker: -ldflags "-X main.stamped=v1.2.3".
var stamped string

// version is that of the release, or failing that what the build knows.
func version() string {
	if stamped != "" {
		return stamped
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// versionCommand prints the version.
type versionCommand struct{}

func (versionCommand) Run(con console) error {
	fmt.Fprintf(con.out, "reftel %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
