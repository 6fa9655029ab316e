//go:build !linux

package bench

import "errors"

func dropCache(string) error { return errors.New("measuring with a cold cache needs Linux") }
