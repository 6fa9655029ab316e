// Package e2e drives the whole site in a real browser, as its readers do. It
// has tests only.
package e2e
