#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace keywright {

class AccountTableModel;
class Chip;

/// Filter text, filter chips and how many accounts are listed. It drives the model and shows the
/// model's counts.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(AccountTableModel &model, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void apply();
    void showCounts();
    quint16 chosen() const;

    AccountTableModel &m_model;
    QLineEdit *m_edit;
    std::vector<Chip *> m_chips; ///< by flag
    QLabel *m_count;
};

} // namespace keywright
