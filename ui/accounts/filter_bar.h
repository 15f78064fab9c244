#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QLayout;
class QLineEdit;

namespace keywright {

class AccountTableModel;
class Chip;

/// Filter text, filter chips and how many accounts are listed. It drives the model and shows the
/// model's counts. Chips in which no account here can differ from another are not offered.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(AccountTableModel &model, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    void clear();

Q_SIGNALS:
    /// Whether accounts that the provider made for itself are to be listed as well.
    void systemManagedChosen(bool listed);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addSystemManaged(QLayout &chips);
    void showOffers();
    void apply();
    void showCounts();
    quint16 chosen() const;

    AccountTableModel &m_model;
    QLineEdit *m_edit;
    std::vector<Chip *> m_chips; ///< by flag
    QLabel *m_count;
    Chip *m_systemManaged = nullptr;
    quint16 m_telling = 0; ///< flags in which the accounts of these connections can differ
};

} // namespace keywright
