(require 'eglot)
(add-to-list 'eglot-server-programs '(go-mode . ("inflight" "lsp")))
(add-hook 'go-mode-hook #'eglot-ensure)
