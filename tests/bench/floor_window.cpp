// The practical floor: a Qt shell with the same libraries loaded and the same kind of widgets, and
// no product in it.

#include <QApplication>
#include <QMainWindow>
#include <QNetworkAccessManager>
#include <QSplitter>
#include <QStandardItemModel>
#include <QStyleFactory>
#include <QTableView>
#include <QToolBar>
#include <QTreeView>
#include <qt6keychain/keychain.h>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QNetworkAccessManager network;
    const QKeychain::ReadPasswordJob job(QStringLiteral("floor"));
    QStandardItemModel model(1000, 8);
    QMainWindow window;
    window.addToolBar(QStringLiteral("Tools"))->addAction(QStringLiteral("New"));
    auto *splitter = new QSplitter(&window);
    auto *tree = new QTreeView(splitter);
    auto *table = new QTableView(splitter);
    tree->setModel(&model);
    table->setModel(&model);
    window.setCentralWidget(splitter);
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
