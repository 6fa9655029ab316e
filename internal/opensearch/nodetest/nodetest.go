// Package nodetest gives tests a node of OpenSearch: the one that OPENSEARCH_URL names.
// Without it they are skipped; .ci/opensearch starts one. It is imported by tests alone.
package nodetest

import (
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"strings"
	"testing"

	"reftel/internal/opensearch/client"
)

// URLs are the addresses of the nodes. The test is skipped where there are none.
func URLs(t testing.TB) []string {
	t.Helper()
	urls := strings.Fields(os.Getenv("OPENSEARCH_URL"))
	if len(urls) == 0 {
		t.Skip("OPENSEARCH_URL names no node of OpenSearch: .ci/opensearch starts one")
	}
	return urls
}

// Client asks the node.
func Client(t testing.TB) *client.Client {
	t.Helper()
	c, err := client.New(client.Config{URLs: URLs(t), User: os.Getenv("OPENSEARCH_USER"), Password: os.Getenv("OPENSEARCH_PASSWORD")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// Prefix begins the names of indices that no other test has, and that are removed at the
// end.
func Prefix(t testing.TB, c *client.Client) string {
	t.Helper()
	prefix := "test-" + strings.ToLower(rand.Text())
	t.Cleanup(func() {
		r := client.Request{Method: http.MethodDelete, Path: "/" + prefix + "-*"}
		if err := c.Do(context.Background(), r, nil); err != nil {
			t.Errorf("removing %s: %v, %s", prefix, err, client.Detail(err))
		}
	})
	return prefix
}
