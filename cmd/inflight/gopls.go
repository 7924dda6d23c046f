package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/inflight-go/inflight/analyzers/config"
	"github.com/inflight-go/inflight/cmd/inflight/internal/goplsbuild"
)

// runGopls does what "inflight gopls" asks for. invalid is what is wrong with the configuration
// file, if something is.
func runGopls(o *options, file *config.File, invalid error) (exitCode int, err error) {
	args := o.args[1:]
	build := len(args) > 0 && args[0] == "build"
	output := ""
	if build {
		if output, err = parseBuild(args[1:]); err != nil {
			return exitError, err
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	b, err := goplsbuild.New(ctx, os.Stderr)
	if err != nil {
		return exitError, err
	}
	if build {
		return exitClean, buildGopls(ctx, b, output)
	}
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if err := b.Ensure(ctx); err != nil {
		if ctx.Err() != nil {
			err = errors.New("interrupted")
		}
		return exitError, err
	}
	stop() // from here on, signals are for gopls
	switch {
	case invalid == nil:
		err = os.Setenv(config.FlagsVariable, strings.Join(editorFlags(o, file), "\n"))
	case o.config != "":
		err = invalid
	default:
		// gopls reads the file itself, and what is wrong with it is seen in the editor. An
		// editor without gopls would be worse.
		err = os.Unsetenv(config.FlagsVariable)
	}
	if err != nil {
		return exitError, err
	}
	return b.Run(args)
}

// editorFlags are the settings for an editor: there a person picks the fix, so unless something
// else was said, there may be several.
func editorFlags(o *options, file *config.File) []string {
	_, said := o.values["alternatives"]
	if !said && (file == nil || !file.Has["alternatives"]) {
		o.values["alternatives"] = value{"true", "editor"}
	}
	return o.toolFlags()
}

// parseBuild returns where "inflight gopls build" is to put the program, or "".
func parseBuild(args []string) (output string, err error) {
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&output, "o", "", "")
	if err := fs.Parse(args); err != nil || fs.NArg() > 0 {
		return "", errors.New("want inflight gopls build [-o file]")
	}
	return output, nil
}

// buildGopls builds a gopls, also puts it where output says, and prints what to do with it.
func buildGopls(ctx context.Context, b *goplsbuild.Builder, output string) error {
	if err := b.Build(ctx); err != nil {
		if ctx.Err() != nil {
			err = errors.New("interrupted")
		}
		return err
	}
	path := b.Path()
	if output != "" {
		var err error
		if path, err = b.Copy(output); err != nil {
			return err
		}
	}
	_, err := fmt.Printf(goplsSettings, path)
	return err
}

// goplsSettings says how editors are told to use a gopls.
const goplsSettings = `%[1]s

VS Code      "go.alternateTools": {"gopls": "%[1]s"}
Neovim       cmd = { "%[1]s" }
Emacs        (add-to-list 'eglot-server-programs '(go-mode . ("%[1]s")))
Vim with ALE let g:ale_go_gopls_executable = "%[1]s"
Helix        [language-server.gopls] command = "%[1]s"
More: https://github.com/inflight-go/inflight/blob/main/docs/editors.md
`
