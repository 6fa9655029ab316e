package search

import "reftel/internal/opensearch/mapping"

// A clause is a condition as the cluster reads it.
type clause = map[string]any

// A cond is what a part of a query asks for. One without a clause is no condition at
// all, as of a word without letters. scored says that it counts for the order.
type cond struct {
	clause clause
	scored bool
}

func term(field string, value any) clause { return clause{"term": clause{field: value}} }

func terms(field string, values []string) clause {
	if len(values) == 0 {
		return nothing()
	}
	return clause{"terms": clause{field: values}}
}

func exists(field string) clause { return clause{"exists": clause{"field": field}} }

func nothing() clause { return clause{"match_none": clause{}} }

func everything() clause { return clause{"match_all": clause{}} }

// all holds where each of some clauses does, and counts for no order.
func all(cs ...clause) clause { return clause{"bool": clause{"filter": cs}} }

// either holds where one of some clauses does. Their scores are added.
func either(cs ...clause) clause {
	switch len(cs) {
	case 0:
		return nothing()
	case 1:
		return cs[0]
	}
	return clause{"bool": clause{"should": cs, "minimum_should_match": 1}}
}

// not holds where a clause does not.
func not(c clause) clause { return clause{"bool": clause{"must_not": []clause{c}}} }

// but holds where a clause does and another does not.
func but(c, not clause) clause {
	return clause{"bool": clause{"filter": []clause{c}, "must_not": []clause{not}}}
}

// unscored is a clause that adds nothing to the score.
func unscored(c clause) clause { return clause{"constant_score": clause{"filter": c, "boost": 0}} }

// counting is a clause in whose place another counts for the order.
func counting(c, score clause) clause {
	return clause{"bool": clause{"filter": []clause{c}, "should": []clause{score}}}
}

// between holds for numbers from one to another, both included.
func between(field string, from, to int) clause {
	return clause{"range": clause{field: clause{"gte": from, "lte": to}}}
}

// undated holds for cables without a date.
func undated() clause { return not(exists(mapping.Date)) }
