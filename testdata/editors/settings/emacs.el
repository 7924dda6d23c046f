(require 'eglot)
(add-to-list 'eglot-server-programs '(go-mode . ("inflight" "gopls")))
(add-hook 'go-mode-hook #'eglot-ensure)
(setq-default eglot-workspace-configuration
              '((:gopls . (:diagnosticsDelay "250ms"))))
