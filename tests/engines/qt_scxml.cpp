// SPDX-License-Identifier: MIT
// Runs SCXML documents in Qt's engine. A line of standard input is {"load": path} or {"event": name, "data": {...}};
// every event but "tick" is answered by a line: {"answer", "state", "facts", "clocks", "breaches"}.
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtScxml/QScxmlDataModel>
#include <QtScxml/QScxmlStateMachine>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

static void answer(QScxmlStateMachine &machine)
{
    QJsonObject told;
    for (const char *name : {"answer", "facts", "clocks", "breaches"})
        told[name] = QJsonValue::fromVariant(machine.dataModel()->scxmlProperty(name));
    told["state"] = machine.activeStateNames().join(" ");
    std::puts(QJsonDocument(told).toJson(QJsonDocument::Compact).constData());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::unique_ptr<QScxmlStateMachine> machine;
    std::string line;
    while (std::getline(std::cin, line)) {
        const QJsonObject own = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
        if (own.contains("load")) {
            machine.reset(QScxmlStateMachine::fromFile(own["load"].toString()));
            for (const QScxmlError &error : machine->parseErrors())
                std::fprintf(stderr, "%s\n", qPrintable(error.toString()));
            if (!machine->parseErrors().isEmpty())
                return 1;
            machine->start();
        } else {
            machine->submitEvent(own["event"].toString(), own["data"].toVariant());
        }
        application.processEvents();
        if (own.contains("event") && own["event"] != "tick")
            answer(*machine);
    }
    return 0;
}
