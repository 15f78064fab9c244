#pragma once

#include <QStackedWidget>

namespace keywright {

class EmptyState;

/// One view of an answer, or what stands in its place while there is none.
class AnswerPage : public QStackedWidget
{
    Q_OBJECT
public:
    /// The page takes the view.
    explicit AnswerPage(QWidget *view, QWidget *parent = nullptr);

    void showAnswer();
    void showLoading();
    void showNothing(const QString &title, const QString &sentence);

private:
    QWidget *m_view;
    QWidget *m_loading;
    EmptyState *m_empty;
};

} // namespace keywright
