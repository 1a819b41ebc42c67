;;; isnad.el --- Names, dates and attribution in article text -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Starts the language server isnad, by eglot, for the articles one opens (.txt, .md).

;;; Code:

(require 'eglot)
(require 'project)

(defgroup isnad nil "Names, dates and attribution in article text." :group 'text)

(defcustom isnad-program "isnad"
  "The program: a name on the path, or a file." :type 'string)

(defun isnad-command (&rest _)
  "What eglot is to run."
  (list isnad-program "serve" "--stdio"))

(defun isnad-ensure ()
  "Start isnad, or use the one that runs, where the buffer is an article."
  (when (and buffer-file-name (string-match-p "\\.\\(txt\\|md\\)\\'" buffer-file-name))
    (eglot-ensure)))

;; At the end of the list: modes made of `text-mode', such as `html-mode', keep servers of their own.
(add-to-list 'eglot-server-programs '((text-mode markdown-mode) . isnad-command) t)
(add-to-list 'project-vc-extra-root-markers "isnad.toml")
(add-hook 'text-mode-hook #'isnad-ensure)

(provide 'isnad)
;;; isnad.el ends here
