#pragma once

#include "core/lookup/lookup_snippet.h"

#include <QMenu>

namespace keywright {

class LookupForm;

/// The form's lookup as code for elsewhere, with a placeholder for the credential.
class SnippetMenu : public QMenu
{
    Q_OBJECT
public:
    /// `form` must outlive the menu.
    explicit SnippetMenu(const LookupForm &form, QWidget *parent = nullptr);

Q_SIGNALS:
    void copied(const QString &title);

private:
    void fill();
    void copy(const LookupSnippet &snippet);

    const LookupForm &m_form;
};

} // namespace keywright
