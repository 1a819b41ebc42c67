;;; test.el --- The server in a real Emacs, as a journalist meets it -*- lexical-binding: t -*-

;; Run by run.sh, which sets the variables ISNAD_… and stands in a folder with a copy of the seeds.

(require 'cl-lib)
(require 'isnad)
(require 'xref)

(setq isnad-program (getenv "ISNAD_PROGRAM"))
(setq-default eglot-workspace-configuration '(:isnad (:language "ar" :rename "corpus")))
(setq make-backup-files nil create-lockfiles nil)

(defconst seeds (expand-file-name "seeds/"))
(defconst kim "كيم جونغ أون")

;; Helpers --------------------------------------------------------------------

(defun say (&rest words) (princ (concat "  " (apply #'format words) "\n")))

(defun expect (condition what &optional got)
  (unless condition (error "%s; got %S" what got)))

(defun wait (what condition)
  "What CONDITION gives, as soon as it gives something; WHAT is waited for."
  (let ((end (+ (float-time) 60)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or value (error "Waited in vain for %s" what))))

(defun visit (name)
  "Open an article as the command does, with what runs after each command."
  (find-file (concat seeds name))
  (run-hooks 'post-command-hook)
  (current-buffer))

(defun go-to (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun findings ()
  "The diagnostics, each `rule: words under the squiggle', sorted."
  ;; What Emacs does when it is idle, which it never is without somebody at it.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (sort (mapcar (lambda (found)
                  (format "%s: %s" (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found)) :code)
                          (buffer-substring-no-properties (flymake-diagnostic-beg found)
                                                          (flymake-diagnostic-end found))))
                (flymake-diagnostics))
        #'string<))

(defun findings-of-program (path)
  "The same from the command line, whose offsets are bytes."
  (let ((answer (with-temp-buffer
                  (expect (zerop (call-process isnad-program nil '(t nil) nil "annotate" "--json" path))
                          "annotate" (buffer-string))
                  (goto-char (point-min))
                  (json-parse-buffer))))
    (sort (mapcar (lambda (found)
                    (format "%s: %s" (gethash "rule" found)
                            (buffer-substring-no-properties
                             (byte-to-position (1+ (gethash "start" found)))
                             (byte-to-position (1+ (gethash "end" found))))))
                  (gethash "findings" answer))
          #'string<)))

(defun has (list &rest parts)
  "The first of LIST that has all PARTS in it."
  (seq-find (lambda (item) (seq-every-p (lambda (part) (string-search part item)) parts)) list))

;; Steps ----------------------------------------------------------------------

(defun note-server (server)
  (let ((pid (process-id (jsonrpc--process server))))
    (append-to-file (format "%d\n" pid) nil (getenv "ISNAD_PIDS"))))

(defun attaches ()
  (let ((server (wait "the server" #'eglot-current-server)))
    (note-server server)
    (expect (file-equal-p seeds (project-root (eglot--project server)))
            "the root is the folder of isnad.toml" (eglot--project server))
    (say "attaches, in the folder of isnad.toml")
    server))

(defun shows-findings-at-their-words ()
  (let ((expected (findings-of-program buffer-file-name)))
    (expect (> (length expected) 5) "the seed has findings" expected)
    (wait "the findings of the command line" (lambda () (equal (findings) expected)))
    (say "%d findings, at the words the command line names" (length expected))))

(defun shows-a-card ()
  (go-to kim)
  (let (card)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq card (or text ""))))
    (wait "a card" (lambda () card))
    (dolist (line (list kim "Kim Jong Un" "كوريا الشمالية"))
      (expect (string-search line card) line card))
    (say "card: %s" (car (split-string card "\n")))))

(defun articles-in (xrefs)
  (delete-dups (mapcar (lambda (xref) (xref-location-group (xref-item-location xref))) xrefs)))

(defun lists-references-and-goes-to-one ()
  (go-to kim)
  ;; The folder is read in the background.
  (wait "references from five articles"
        (lambda () (= 5 (length (articles-in (xref-backend-references 'eglot kim))))))
  (let ((article (current-buffer)))
    (xref-find-references (xref-backend-identifier-at-point 'eglot))
    (with-current-buffer xref-buffer-name
      (goto-char (point-min))
      (expect (= 5 (how-many "^[^ ].*\\.txt$")) "a list by article" (buffer-string))
      (search-forward "كيم جونج أون")
      (goto-char (line-beginning-position))
      (xref-goto-xref))
    (set-buffer (window-buffer))
    (expect (not (eq (current-buffer) article)) "another article" buffer-file-name)
    (expect (looking-at "كيم\\|زعيم\\|الزعيم") "the name" (buffer-substring (point) (line-end-position)))
    (say "references from 5 articles, and into one of them")
    (switch-to-buffer article)))

(defun follows-edits ()
  (let ((before (findings)))
    (goto-char (point-min))
    (insert "🛰️ وقالت مصادر مطلعة إن أكثر من 10 آلاف جندي قتلوا في المعارك.\n\n")
    (wait "a finding in the new line" (lambda () (has (findings) "vague-source: " "مصادر")))
    (delete-region (point-min) (point))
    (wait "the findings of before" (lambda () (equal (findings) before)))
    (say "findings follow edits")))

(defun mends-a-finding ()
  (go-to "أكتوبر،وفق")
  (let* ((actions (eglot-code-actions (point) (match-end 0) "quickfix"))
         (mend (seq-find (lambda (action) (plist-get action :edit)) actions)))
    (expect mend "an action with an edit" actions)
    (eglot-execute (eglot-current-server) mend)
    (expect (looking-at "أكتوبر، وفق") "the words mended" (buffer-substring (point) (line-end-position)))
    (wait "one finding less" (lambda () (not (has (findings) "أكتوبر،وفق"))))
    (say "mends: %s" (plist-get mend :title))))

(defun renames ()
  "A name gets another spelling in all articles, as the settings above say."
  (go-to kim)
  (let ((this-command 'eglot-rename))
    (eglot-rename "كيم جونغ اون"))
  (expect (looking-at "كيم جونغ اون") "the new spelling" (buffer-substring (point) (line-end-position)))
  (let ((changed (seq-filter (lambda (buffer) (and (buffer-file-name buffer) (buffer-modified-p buffer))) (buffer-list))))
    (expect (> (length changed) 1) "other articles too" changed)
    (say "renames in %d articles" (length changed))))

(defun ends (server)
  (let ((process (jsonrpc--process server)))
    (eglot-shutdown server)
    (expect (not (process-live-p process)) "the server has ended" process)
    (expect (= 0 (process-exit-status process)) "by itself" (process-exit-status process))
    (say "ends")))

;; The story ------------------------------------------------------------------

(defun story ()
  (visit "004_636d4132464f3b98.txt")
  (let ((server (attaches)))
    (shows-findings-at-their-words)
    (shows-a-card)
    (lists-references-and-goes-to-one)
    (follows-edits)
    (mends-a-finding)
    (renames)
    (ends server))
  ;; Another, which is left to end with Emacs.
  (visit "000_592ba7a69ca3b378.txt")
  (attaches)
  (wait "findings again" #'findings)
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer (set-buffer-modified-p nil))))

(condition-case failure
    (story)
  (error
   (princ (format "%s\n" (error-message-string failure)) #'external-debugging-output)
   (when-let* ((server (eglot-current-server)))
     (princ (with-current-buffer (jsonrpc-stderr-buffer server) (buffer-string))))
   (kill-emacs 1)))
(kill-emacs 0)
;;; test.el ends here
