package gather

import "strings"

// namesakes are names that two persons of the time bore, so that a name without
// the initial says nothing.
var namesakes = setOf(`george bush|adlai stevenson|henry lodge|robert kennedy|john kennedy|joseph kennedy|john rockefeller|winston churchill
william rogers|hamilton fish|franklin roosevelt|theodore roosevelt|kermit roosevelt|william bundy|david bruce|john davies|john allison
robert murphy|john mccone|william casey|william sullivan|john lehman|james baker|john dean|thomas dodd|albert gore|john tower|john jay
anastasio somoza|francois duvalier|carlos perez|jose figueres|eduardo frei|lopez mateos|rafael trujillo|ernesto perez`)

// frequent are surnames that so many bear that a name without the initial is one
// of a person only where both are named by one post.
var frequent = set(`smith jones brown johnson williams miller davis wilson moore taylor anderson thomas jackson white harris martin thompson clark lewis
 robinson walker young allen king wright scott hill green adams baker nelson carter mitchell roberts turner phillips campbell parker evans edwards
 garcia martinez rodriguez lopez gonzalez gonzales hernandez perez sanchez ramirez torres flores rivera gomez diaz fernandez silva santos oliveira souza
 ali ahmed ahmad khan hassan hussein hussain mohammed muhammad mohamed ibrahim abdullah singh kumar sharma rahman
 kim lee park choi nguyen tran le pham wang li zhang chen liu yang huang wu lin tanaka suzuki sato
 ivanov petrov popov mueller muller schmidt schneider fischer weber meyer hansen olsen larsen johansen nielsen jensen andersson johansson`)

func setOf(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '\n' }) {
		out[w] = true
	}
	return out
}
