// Package middleware holds what every answer of the server goes through. Each
// file is one middleware with one purpose. The order in which the server
// chains them, from outside in, is [RequestID], [Headers], [Compress],
// [Recover], [Limit]: what fails inside still gets the headers of a good page.
package middleware

import "net/http"

// A Middleware wraps a handler.
type Middleware func(http.Handler) http.Handler
