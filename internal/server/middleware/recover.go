package middleware

import (
	"net/http"
	"runtime/debug"
)

// Recover turns a panic of a handler into a call of fail, which answers. The
// panic that net/http itself uses to cut a connection goes on.
func Recover(fail func(w http.ResponseWriter, r *http.Request, value any, stack []byte)) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() {
				v := recover()
				if v == nil {
					return
				}
				if v == http.ErrAbortHandler {
					panic(v)
				}
				fail(w, r, v, debug.Stack())
			}()
			next.ServeHTTP(w, r)
		})
	}
}
