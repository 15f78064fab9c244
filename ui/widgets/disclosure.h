#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace keywright {

/// One line that opens and closes what is below it. Closed at first.
class Disclosure : public QWidget
{
    Q_OBJECT
public:
    /// `title` is the accessible name of the line.
    explicit Disclosure(const QString &title, QWidget *parent = nullptr);

    /// Says in a few muted words beside the title what is inside.
    void setSummary(const QString &summary);
    bool isOpen() const;
    void setOpen(bool open);
    /// Where the content goes.
    QVBoxLayout *body() const { return m_body; }

private:
    QToolButton *m_line;
    QLabel *m_summary;
    QWidget *m_content;
    QVBoxLayout *m_body;
};

} // namespace keywright
