#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace keywright {

/// A bordered surface with radius 8. Content goes into body(); a title row appears with setTitle().
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Puts a widget at the far end of the title row.
    void addHeaderWidget(QWidget *widget);
    QVBoxLayout *body() const { return m_body; }
    /// Lets content such as a table reach the border.
    void setFlush();

private:
    QHBoxLayout *m_header;
    QLabel *m_title;
    QVBoxLayout *m_body;
};

} // namespace keywright
