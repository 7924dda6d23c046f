package lsp

import "encoding/json"

// What the server needs of the Language Server Protocol 3.17:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification

type initializeParams struct {
	Capabilities struct {
		TextDocument struct {
			Diagnostic *struct{} `json:"diagnostic"` // the client pulls diagnostics
			CodeAction struct {
				Literals *struct{} `json:"codeActionLiteralSupport"`
			} `json:"codeAction"`
		} `json:"textDocument"`
		Workspace struct {
			WorkspaceEdit struct {
				DocumentChanges bool `json:"documentChanges"`
			} `json:"workspaceEdit"`
			Diagnostics struct {
				Refresh bool `json:"refreshSupport"`
			} `json:"diagnostics"`
			CodeLens struct {
				Refresh bool `json:"refreshSupport"`
			} `json:"codeLens"`
			WatchedFiles struct {
				Dynamic bool `json:"dynamicRegistration"`
			} `json:"didChangeWatchedFiles"`
		} `json:"workspace"`
		Window struct {
			Progress bool `json:"workDoneProgress"`
		} `json:"window"`
	} `json:"capabilities"`
	Options json.RawMessage `json:"initializationOptions"`
}

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"` // in UTF-16 code units
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type textDocument struct {
	URI     string `json:"uri"`
	Version int    `json:"version"`
	Text    string `json:"text"`
}

type contentChange struct {
	Range *span  `json:"range"` // nil when Text is all of the document
	Text  string `json:"text"`
}

type didOpenParams struct {
	Document textDocument `json:"textDocument"`
}

type didChangeParams struct {
	Document textDocument    `json:"textDocument"`
	Changes  []contentChange `json:"contentChanges"`
}

type documentParams struct {
	Document textDocument `json:"textDocument"`
	Position position     `json:"position"`
}

type diagnosticParams struct {
	Document textDocument `json:"textDocument"`
	Previous string       `json:"previousResultId"`
}

type codeActionParams struct {
	Document textDocument `json:"textDocument"`
	Range    span         `json:"range"`
	Context  struct {
		Only []string `json:"only"`
	} `json:"context"`
}

const (
	severityWarning     = 2
	severityInformation = 3
)

type diagnostic struct {
	Range           span             `json:"range"`
	Severity        int              `json:"severity"`
	Code            string           `json:"code"`
	CodeDescription *codeDescription `json:"codeDescription,omitempty"`
	Source          string           `json:"source"`
	Message         string           `json:"message"`
}

type codeDescription struct {
	Href string `json:"href"`
}

type publishParams struct {
	URI         string       `json:"uri"`
	Version     int          `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type diagnosticReport struct {
	Kind     string        `json:"kind"`
	ResultID string        `json:"resultId"`
	Items    *[]diagnostic `json:"items,omitempty"` // nil when nothing has changed
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type documentEdit struct {
	Document struct {
		URI     string `json:"uri"`
		Version *int   `json:"version"` // null for a file that is not open
	} `json:"textDocument"`
	Edits []textEdit `json:"edits"`
}

type workspaceEdit struct {
	Changes         map[string][]textEdit `json:"changes,omitempty"`
	DocumentChanges []documentEdit        `json:"documentChanges,omitempty"`
}

const (
	kindQuickFix = "quickfix"
	kindFixAll   = "source.fixAll.inflight"
)

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Edit        *workspaceEdit `json:"edit"`
}

type hover struct {
	Contents markup `json:"contents"`
	Range    span   `json:"range"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type codeLens struct {
	Range   span    `json:"range"`
	Command command `json:"command"`
}

// command is what a client does on a click: with an empty name, nothing.
type command struct {
	Title   string `json:"title"`
	Command string `json:"command"`
}

const (
	messageError   = 1
	messageWarning = 2
	messageInfo    = 3
)

type messageParams struct {
	Type    int    `json:"type"`
	Message string `json:"message"`
}

type progressParams struct {
	Token string        `json:"token"`
	Value progressValue `json:"value"`
}

type progressValue struct {
	Kind    string `json:"kind"`
	Title   string `json:"title,omitempty"`
	Message string `json:"message,omitempty"`
}

// capabilities are what the server says of itself.
type capabilities struct {
	PositionEncoding   string          `json:"positionEncoding"`
	Sync               syncOptions     `json:"textDocumentSync"`
	CodeActionProvider codeActionKinds `json:"codeActionProvider"`
	HoverProvider      bool            `json:"hoverProvider"`
	CodeLensProvider   *struct{}       `json:"codeLensProvider,omitempty"`
	DiagnosticProvider diagnosticKinds `json:"diagnosticProvider"`
}

type syncOptions struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"` // 2: by ranges
	Save      bool `json:"save"`
}

type codeActionKinds struct {
	Kinds []string `json:"codeActionKinds"`
}

type diagnosticKinds struct {
	Identifier    string `json:"identifier"`
	InterFile     bool   `json:"interFileDependencies"`
	WorkspaceWide bool   `json:"workspaceDiagnostics"`
}
