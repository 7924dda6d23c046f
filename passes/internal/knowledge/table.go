package knowledge

import "maps"

// rows are rows by package path and then by Name or Type.Name.
type rows = map[string]map[string]Func

var themes = []rows{basics, groups, semaphores, brokers, servers}

// table has all rows that are built in.
var table = merge(themes)

func merge(themes []rows) rows {
	all := rows{}
	for _, theme := range themes {
		maps.Copy(all, theme)
	}
	return all
}
