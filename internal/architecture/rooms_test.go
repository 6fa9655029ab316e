package architecture

// building tells that walls are being moved: rooms may stand in the table
// before they are built.
const building = false

// A stack is rooms from the bottom to the top: each may import those before it.
// A room is one package, or with /... at its end a package and all below it.
type stack []string

// A layer is stacks that stand beside one another and do not know each other.
type layer []stack

// layers are the house from the bottom to the top: a package imports packages
// of lower layers, of lower rooms of its own stack, and of its own room.
var layers = []layer{
	{{"internal/cable"}, {"internal/marking"}, {"internal/text/..."}, {"internal/codec/..."}, {"internal/recfile/..."}},
	{{"internal/query/days", "internal/query"}, {"internal/reference/..."}, {"internal/authority"}},
	{{"internal/archive/..."}},
	{
		{
			"internal/index/bitset", "internal/index/lately", "internal/index/fault", "internal/index/packed", "internal/index/words", "internal/index/names", "internal/index/columns", "internal/index/postings",
			"internal/index/store", "internal/index/account", "internal/index/volumes", "internal/index/cost", "internal/index/search", "internal/index/generation", "internal/index", "internal/index/build",
		},
		{
			"internal/opensearch/client", "internal/opensearch/mapping", "internal/opensearch/tables", "internal/opensearch/load", "internal/opensearch/search",
			"internal/opensearch/library",
			"internal/opensearch/generation",
			"internal/opensearch",
		},
		{"internal/ingest/..."},
		{"internal/demo"},
		{"docs"},
	},
	{{"internal/cite"}, {"internal/ark"}, {"internal/locate"}, {"internal/exonym"}, {"internal/compare"}, {"internal/thread"}, {"web/templates/words", "web/templates/..."}, {"web/static"}},
	{{"internal/site"}, {"internal/language"}, {"internal/server/shape/..."}, {"internal/server/guide"}, {"internal/server/securitytxt"}, {"internal/server/middleware"}, {"internal/server/meter"}, {"internal/server/guard"}},
	{{"internal/server/desk"}},
	{{"internal/server/finding"}, {"internal/server/longs"}, {"internal/server/takeout"}, {"internal/server/oai"}, {"internal/server/arks"}, {"internal/server/embed"}, {"internal/server/picks"}, {"internal/server/written"}},
	{{"internal/server/api"}},
	{{"internal/site"}, {"internal/server/shape/..."}, {"internal/server/guide"}, {"internal/server/securitytxt"}, {"internal/server/middleware"}, {"internal/server/meter"}, {"internal/server/guard"}},
	{{"internal/server"}},
	{{"internal/app/..."}},
	{{"internal/bench/..."}},
	{{"cmd/..."}},
}

// outside are packages of tests alone. No room imports them.
var outside = []string{"internal/architecture", "internal/archivetest", "internal/e2e", "internal/enginetest/...", "internal/index/indextest", "internal/opensearch/nodetest", "internal/sharedtest", "internal/siege"}

// homes are the rooms where an outside library is known, or a package of the
// standard library that should not be everywhere. Of two names that fit, the
// longer one counts. A library that is not named is known nowhere.
var homes = map[string][]string{
	"github.com/RoaringBitmap/roaring":     {"internal/index/postings"},
	"github.com/VictoriaMetrics/metrics":   {"internal/server/meter"},
	"github.com/a-h/templ":                 {"web/templates/...", "internal/server", "internal/server/desk", "internal/server/finding"},
	"github.com/alecthomas/kong":           {"cmd/..."},
	"github.com/aymanbagabas/go-udiff":     {"internal/compare"},
	"github.com/blevesearch":               {"internal/index/postings"},
	"github.com/coreos/go-systemd":         {"internal/app/serve"},
	"github.com/danielgtaylor/huma":        {"internal/server/api"},
	"github.com/edsrzf/mmap-go":            {"internal/recfile"},
	"github.com/go-chi/chi":                {"internal/server", "internal/server/api", "internal/server/desk"},
	"github.com/go-json-experiment/json":   {"internal/codec/stored", "internal/index/...", "internal/opensearch/..."},
	"github.com/gofrs/flock":               {"internal/index/generation"},
	"github.com/klauspost/compress/gzhttp": {"internal/server/middleware"},
	"github.com/klauspost/compress/gzip":   {"internal/server/middleware"},
	"github.com/klauspost/compress/s2":     {"internal/archive/record", "internal/index/store", "internal/ingest/kept"},
	"github.com/klauspost/compress/zstd":   {"internal/archive/...", "internal/index/...", "internal/opensearch/generation", "internal/ingest/..."},
	"github.com/kljensen/snowball":         {"internal/text"},
	"github.com/pelletier/go-toml":         {"internal/site", "internal/language"},
	"github.com/schollz/progressbar":       {"cmd/..."},
	"github.com/ulikunitz/xz":              {"internal/ingest"},
	"github.com/xrash/smetrics":            {"internal/reference/..."},
	"github.com/yuin/goldmark":             {"internal/server/guide", "internal/site"},
	"golang.org/x/net/html":                {"internal/ingest/...", "internal/server/shape/reading", "internal/app/static"},
	"golang.org/x/sync":                    {"internal/recfile", "internal/archive/prepare", "internal/server/longs", "internal/server/finding", "internal/index/...", "internal/opensearch/search", "internal/ingest/...", "internal/app/...", "internal/bench/...", "cmd/..."},
	"golang.org/x/sys":                     {"internal/recfile", "internal/index/...", "internal/app/...", "internal/bench/..."},
	"golang.org/x/term":                    {"internal/app/...", "cmd/..."},
	"golang.org/x/text":                    {"internal/text/...", "internal/archive/ids", "internal/reference/...", "internal/ingest/...", "internal/site", "internal/language", "internal/exonym"},
	"net/http":                             {"web/static", "internal/opensearch/...", "internal/server", "internal/server/api", "internal/server/desk", "internal/server/finding", "internal/server/takeout", "internal/server/middleware", "internal/server/meter", "internal/server/guard", "internal/app/...", "internal/bench/...", "cmd/...", "internal/server/oai", "internal/server/arks", "internal/server/embed", "internal/server/picks", "internal/server/written"},
	"modernc.org/sqlite":                   {"internal/app/sqlite"},
}

// narrow are rooms that know the standard library and what is named here, and
// nothing else: no other room either.
var narrow = map[string][]string{
	"internal/cable":    {},
	"web/templates/...": {"github.com/a-h/templ", "web/templates"},
}

// apart are the rooms that reach no engine, not even through other rooms.
// What is behind the contract of internal/archive may be any engine.
var apart = []string{"internal/archive/...", "internal/cite", "internal/ark", "internal/locate", "internal/exonym", "internal/compare", "internal/thread", "internal/server/...", "web/..."}

// engines are what those rooms must not reach.
var engines = []string{"internal/index/...", "internal/opensearch/...", "github.com/blevesearch/..."}

// pure are the rooms that are handed values and ask nobody: each question to an
// archive takes a context, and they know none, nor requests.
var pure = []string{"internal/cite", "internal/exonym", "internal/ark", "internal/server/shape/...", "internal/server/guide", "internal/server/securitytxt"}

// allowedForNow are imports that the table forbids and that stand until the
// rooms to come are built. An entry that is not needed any more is a fault.
var allowedForNow = []edge{}

// largeForNow are packages (in files), files and functions (in lines) that may
// be so large until they are divided. An entry that is not needed any more is a
// fault.
var largeForNow = map[string]int{
	"internal/ingest/telegram": 29,
}

// house is the table with which this house is held.
var house = plan{
	layers: layers, outside: outside, homes: homes, narrow: narrow,
	apart: apart, engines: engines, pure: pure,
	forNow: allowedForNow, large: largeForNow,
}
