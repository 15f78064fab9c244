#pragma once

#include <QTabWidget>

namespace keywright {

/// Underlined tabs above pages without a frame. Tab names carry no mnemonics.
class TabPages : public QTabWidget
{
    Q_OBJECT
public:
    explicit TabPages(QWidget *parent = nullptr);

    /// Adds a page; `name` is what is shown and spoken.
    int addPage(QWidget *page, const QString &name);
};

} // namespace keywright
