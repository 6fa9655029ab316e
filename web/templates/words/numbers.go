package words

import "strconv"

// Num writes 12345 as 12,345, or as the language does.
func (s *Speaker) Num(n int) string {
	t, group := strconv.Itoa(n), ","
	if s != nil {
		group = s.Group
	}
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(t) - 3; i > start; i -= 3 {
		t = t[:i] + group + t[i:]
	}
	return t
}

// months are the names that stand in dates.
var months = [...]Message{
	Later("January"), Later("February"), Later("March"), Later("April"), Later("May ‹month›"), Later("June"),
	Later("July"), Later("August"), Later("September"), Later("October"), Later("November"), Later("December"),
}

// shortMonths are those names where there is little room.
var shortMonths = [...]Message{
	Later("Jan"), Later("Feb"), Later("Mar"), Later("Apr"), Later("May ‹short›"), Later("Jun"),
	Later("Jul"), Later("Aug"), Later("Sep"), Later("Oct"), Later("Nov"), Later("Dec"),
}

// Month is the name of a month, 1 to 12.
func (s *Speaker) Month(m int) string { return named(s, months[:], m) }

// ShortMonth is the name of a month in three letters or so.
func (s *Speaker) ShortMonth(m int) string { return named(s, shortMonths[:], m) }

func named(s *Speaker, names []Message, m int) string {
	if m < 1 || m > len(names) {
		return ""
	}
	return s.Tell(names[m-1])
}

// Date is a date as precise as it is known: 18 May 1974, May 1974, 1974. What is not
// known is 0.
func (s *Speaker) Date(year, month, day int) string {
	switch y := strconv.Itoa(year); {
	case year == 0:
		return s.Say("undated")
	case month == 0:
		return y
	case day == 0:
		return s.Say("%s %s ‹month year›", s.Month(month), y)
	case day == 1: // which some languages write as an ordinal
		return s.Say("%s %s %s ‹first day, month year›", "1", s.Month(month), y)
	default:
		return s.Say("%s %s %s ‹day month year›", strconv.Itoa(day), s.Month(month), y)
	}
}
