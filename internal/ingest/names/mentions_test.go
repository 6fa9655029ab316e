package names

import (
	"strings"
	"testing"

	"reftel/internal/cable"
)

// BenchmarkFind is the look-up in a text in capitals, where each word may begin
// a name, with as many names in it as telegrams have.
func BenchmarkFind(b *testing.B) {
	f := finder(b, "")
	text := strings.Repeat(`DURING HIS CALL ON JANUARY 14 THE MINISTER OF FISHERIES TOLD US THAT THE DELEGATION FROM OSLO WOULD ARRIVE IN REYKJAVIK BEFORE
 THE END OF THE MONTH. HE EXPECTED THE TALKS TO TAKE UP THE LIMITS OF THE ZONE, THE SHARE OF THE CATCH THAT EACH SIDE COULD ACCEPT AND THE INSPECTION OF
 VESSELS. HE ASKED WHETHER THE U.S. HAD CHANGED ITS POSITION ON THE LAW OF THE SEA AND SAID THAT NATO MEMBERS WERE WATCHING. COMMENT: WE BELIEVE THAT HE
 WILL NOT MOVE UNTIL AFTER THE ELECTIONS, WHATEVER NORWAY MAY OFFER. `, 12)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Apply(&cable.Cable{Paragraphs: []cable.Paragraph{{Text: text}}})
	}
}

// BenchmarkNew is what the dictionary costs at the beginning.
func BenchmarkNew(b *testing.B) {
	tables := finder(b, "").tables
	for b.Loop() {
		New(tables, nil)
	}
}
