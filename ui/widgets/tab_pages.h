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
    /// Takes the tab away, or puts it back in its place. A tab that is only hidden can still be
    /// opened by assistive technology.
    void setPageOffered(QWidget *page, bool offered);

private:
    QList<std::pair<QWidget *, QString>> m_pages; ///< with their labels, also those taken away
};

} // namespace keywright
